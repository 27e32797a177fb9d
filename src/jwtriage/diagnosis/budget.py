"""How long the search may take, what it tried, and what went wrong on the way."""

from collections.abc import Callable
from time import monotonic

from jwtriage.model.case import Unread
from jwtriage.model.cause import Cause

COMBINATIONS = tuple(f"combinations of {total} changes" for total in range(4))
REPAIRS = "repairs of the token's text"
STAGES = (*COMBINATIONS[:3], REPAIRS, COMBINATIONS[3])
"""The parts of the search in their order."""


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
        self._stage = STAGES[0]
        self._bound = "--budget"
        self.exhausted = False
        self.settled = False
        self.keys = 0
        self.variants = 0
        self.algorithms: set[str] = set()

    @property
    def over(self) -> bool:
        """Tell whether the time is used up; remember it."""
        self.exhausted = self.exhausted or monotonic() - self._start > self._seconds
        return self.exhausted

    def stop(self, bound: str) -> None:
        """End the search for another reason than time; ``bound`` names it in the report."""
        self.exhausted, self._bound = True, bound

    def stage(self, name: str) -> None:
        """Report what is being tried and which share of the time is used; ``name`` is one of `STAGES`."""
        if not self.exhausted:
            self._stage = name
        self.progress(name, min(1.0, (monotonic() - self._start) / self._seconds if self._seconds else 1.0))

    def failed(self, cause: Cause, error: Exception) -> None:
        """Note that a cause raised: its class name only, for the message may hold a secret."""
        self._failed.setdefault(cause.id, Unread(f"cause {cause.id}", f"the check failed with {type(error).__name__}: a defect of jwtriage"))

    @property
    def unread(self) -> tuple[Unread, ...]:
        """The causes that could not be asked, and what was left untried, unless the answer was found (``settled``) before."""
        cut = self.exhausted and not self.settled
        return (*self._failed.values(), *((self._cut(),) if cut else ()))

    def _cut(self) -> Unread:
        rest = STAGES[STAGES.index(self._stage) + 1 :]
        untried = f"; not tried at all: {', '.join(rest)}" if rest else ""
        return Unread("the search", f"it was cut short by {self._bound} during the {self._stage}{untried}")
