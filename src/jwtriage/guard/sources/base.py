"""What a source of keys is."""

from collections.abc import Callable
from concurrent.futures import Future
from typing import NamedTuple, Protocol, TypeAlias

from jwtriage.guard.binding import Binder
from jwtriage.guard.bound import Clock, KeySet

Wake: TypeAlias = Callable[[], None]
"""Tells the verifier, from any thread, that a source has news."""
Flight: TypeAlias = Future[None]
"""A fetch that is under way; it ends in any case, and never with an exception."""

NEVER = float("inf")


class SourceError(Exception):
    """Keys could not be loaded. The message is one line that is safe to print."""


class SourceState(NamedTuple):
    """How a source is doing. Times are in seconds since the epoch.

    ``error`` is what the last attempt failed of, ``None`` after a success; ``stale_since`` is the first failure in a row. The keys are
    trusted until ``trusted_until`` if nothing newer comes.
    """

    description: str
    last_success: float | None = None
    error: str | None = None
    stale_since: float | None = None
    next_refresh: float | None = None
    trusted_until: float | None = None


class KeySource(Protocol):
    """Gives one issuer's keys. A source belongs to one verifier, which calls all but `missed` and `states` in one thread at a time."""

    def start(self, binder: Binder, clock: Clock, wake: Wake) -> KeySet:
        """Load the keys for the first time. Raises `jwtriage.guard.Refusal` for a configuration that contradicts itself."""
        ...

    def due(self, now: float) -> float:
        """Return when `tend` is to be called next, in seconds since the epoch; infinity if never."""
        ...

    def tend(self, now: float) -> KeySet | None:
        """Do what is due, without waiting for anything; return the keys if they have changed."""
        ...

    def missed(self, now: float) -> Flight | None:
        """Say that a token named a key that is not here; return the fetch that may bring it, ``None`` if no fetch is in order now."""
        ...

    def doubted(self, now: float) -> None:
        """Say that a signature failed under a key that is here: its kid may have been given to another key."""
        ...

    def states(self) -> list[SourceState]:
        """Return how the source, or each of its parts, is doing."""
        ...


class LocalSource:
    """What sources share that never wait for a network."""

    __slots__ = ()

    def missed(self, now: float) -> Flight | None:
        """Fetch nothing: `tend` looks often enough."""
        return None

    def doubted(self, now: float) -> None:
        """Do nothing: `tend` looks often enough."""


class ConstantSource(LocalSource):
    """What sources share whose keys never change."""

    __slots__ = ()

    def due(self, now: float) -> float:
        """Ask for nothing."""
        return NEVER

    def tend(self, now: float) -> KeySet | None:
        """Have no news."""
        return None
