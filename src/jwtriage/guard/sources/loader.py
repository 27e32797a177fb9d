"""Keys from a function of the program: a secret store, a database, whatever it knows."""

from collections.abc import Callable, Sequence
from typing import TypeAlias

from jwtriage.guard.binding import Binder
from jwtriage.guard.bound import KeySet
from jwtriage.guard.refusal import Refusal
from jwtriage.guard.sources.base import SourceError
from jwtriage.guard.sources.refreshing import REFRESH_AFTER, Loaded, RefreshingSource, Timing
from jwtriage.jose.loading import KeyMaterial

Load: TypeAlias = Callable[[], KeyMaterial | Sequence[KeyMaterial]]
"""Returns key material; it is parsed by `jwtriage.jose.load_keys` alone. It may wait, and raise what it likes."""


class LoaderSource(RefreshingSource):
    """A function that is called at the start, then every ``period`` seconds and for unknown kids, in a thread of its own.

    At the start it is called twice: one that makes another key each time would give every process its own.
    """

    def __init__(self, load: Load, *, period: float = 60.0, description: str = "loader", timing: Timing | None = None) -> None:
        """Take the function and its period in seconds."""
        super().__init__(description, timing or Timing(jitter=0.0))
        if not 0 < period <= self._timing.max_stale:
            raise Refusal(f"{description}: a period is positive, and no longer than max_stale")
        self._load = load
        self._period = period
        self._binder: Binder | None = None

    def adopt(self, binder: Binder) -> None:
        """Take the binder. Raises `Refusal` where two calls of the function have no key in common."""
        self._binder = binder
        try:
            first, second = self._bound(), self._bound()
        except SourceError as error:
            raise Refusal(f"{self.description}: {error}") from None
        if {key.key for key in first.keys}.isdisjoint(key.key for key in second.keys):
            is_secret = all(key.key.secret is not None for key in first.keys)
            cause = "random-secret-per-worker" if is_secret else "ephemeral-keypair-at-boot"
            raise Refusal(f"{self.description} makes another key at each call", cause)
        self._first: KeySet | None = second

    def load(self) -> Loaded:
        """Call the function; what it returned at the start counts as the first call."""
        keys, self._first = self._first or self._bound(), None
        return Loaded(keys, self._period / REFRESH_AFTER)

    def _bound(self) -> KeySet:
        if self._binder is None:
            raise SourceError("not started")
        try:
            material = self._load()
        except Exception as error:  # noqa: BLE001 - it is the program's function; its message may hold anything
            raise SourceError(f"the loader raised {type(error).__name__}") from None
        return self._binder.bind(material, self.description, self._clock())
