"""How long the search may take, what it tried, and what went wrong on the way."""

from collections.abc import Callable
from time import monotonic

from jwtriage.model.case import Unread
from jwtriage.model.cause import Cause


def no_progress(stage: str, share: float) -> None:
    """Ignore progress."""


class Budget:
    """The time left, the tally of what was tried, and the causes that failed.

    ``seconds`` bounds the whole search; ``progress(stage, share)`` is told where it is. A cause that raises is a defect of ours: it is
    noted as unread, once, and the search goes on without it.
    """

    def __init__(self, seconds: float, progress: Callable[[str, float], None] = no_progress) -> None:
        """Start the clock."""
        self._start = monotonic()
        self._seconds = seconds
        self.progress = progress
        self._failed: dict[str, Unread] = {}
        self.exhausted = False
        self.keys = 0
        self.variants = 0
        self.algorithms: set[str] = set()

    @property
    def over(self) -> bool:
        """Tell whether the time is used up; remember it."""
        self.exhausted = self.exhausted or monotonic() - self._start > self._seconds
        return self.exhausted

    def stage(self, name: str) -> None:
        """Report what is being tried and which share of the time is used."""
        self.progress(name, min(1.0, (monotonic() - self._start) / self._seconds if self._seconds else 1.0))

    def failed(self, cause: Cause, error: Exception) -> None:
        """Note that a cause raised: its class name only, for the message may hold a secret."""
        self._failed.setdefault(cause.id, Unread(f"cause {cause.id}", f"the check failed with {type(error).__name__}: a defect of jwtriage"))

    @property
    def unread(self) -> tuple[Unread, ...]:
        """The causes that could not be asked."""
        return tuple(self._failed.values())
