"""How many requests had which outcome when: counts in buckets of time, in memory that does not grow with the log."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import NamedTuple

from jwtriage.logs.outcome import ACCEPTED, DIMENSIONS, Dimension, Outcome, Values

WIDTHS = (1, 5, 10, 30, 60, 300, 900, 1800, 3600, 10800, 21600, 86400)
"""Seconds of a bucket; each divides the next, so that buckets can be put together as the log grows longer."""
MOST_BUCKETS = 400
MOST_CELLS = 40_000
"""Counts that are kept; beyond, clients are told apart less, buckets become wider, and dimensions are given up."""
FINE = 100
"""So many buckets are kept as long as clients can be given up instead."""
CLIENTS_KEPT = 4
"""Clients that are told apart when room is scarce: those with the most rejections."""
MOST_VALUES: dict[Dimension, int] = {
    "service": 100,
    "version": 60,
    "zone": 30,
    "instance": 300,
    "kid": 40,
    "alg": 20,
    "issuer": 40,
    "library": 30,
    "client": 40,
}
"""Values told apart in each dimension; those that come later count as `OTHERS`."""
OTHERS = "(others)"
FARTHEST = 10 * 366 * 86400
"""Seconds from the first time seen beyond which a time is not believed."""


class Cell(NamedTuple):
    """The requests of one outcome in one bucket: how many, and when the first was."""

    number: int
    first: float


class Row(NamedTuple):
    """One cell with what it stands for; ``bucket`` counts from `Timeline.start`."""

    reason: str
    values: Values
    bucket: int
    cell: Cell


class Timeline:
    """Counts outcomes by reason, values and time."""

    def __init__(self) -> None:
        self.width = WIDTHS[0]
        self.undated = 0
        self._cells: dict[tuple[str, Values], dict[int, Cell]] = defaultdict(dict)
        self._size = 0
        self._known: dict[Dimension, set[str]] = {name: set() for name in DIMENSIONS}
        self._limits: dict[Dimension, int] = dict(MOST_VALUES)
        self._given_up: set[Dimension] = set()
        self._span: tuple[float, float] | None = None

    def add(self, outcome: Outcome) -> None:
        """Count one outcome; one without a believable time is counted as undated only."""
        moment = outcome.time
        if moment is None or not self._extend(moment):
            self.undated += outcome.weight
            return
        series = self._cells[outcome.reason, self._bounded(outcome.values)]
        bucket = int(moment // self.width)
        before = series.get(bucket)
        self._size += before is None
        series[bucket] = Cell(outcome.weight, moment) if before is None else _sum(before, Cell(outcome.weight, moment))
        if self._size > MOST_CELLS:
            self._shrink()

    @property
    def start(self) -> float:
        """The beginning of the first bucket, in seconds since the epoch."""
        return 0.0 if self._span is None else self._span[0] // self.width * self.width

    @property
    def size(self) -> int:
        """The number of buckets from the first to the last."""
        return 0 if self._span is None else int(self._span[1] // self.width) - int(self._span[0] // self.width) + 1

    def rows(self) -> Iterator[Row]:
        """Give all counts."""
        first = int(self.start // self.width)
        for (reason, values), series in self._cells.items():
            for bucket, cell in series.items():
                yield Row(reason, values, bucket - first, cell)

    def _extend(self, moment: float) -> bool:
        """Let the span hold a moment, widening buckets as need be; tell whether the moment is believed."""
        first, last = self._span or (moment, moment)
        if not abs(moment - first) < FARTHEST:
            return False
        self._span = min(first, moment), max(last, moment)
        while self.size > MOST_BUCKETS and self.width < WIDTHS[-1]:
            self._widen()
        return True

    def _bounded(self, values: Values) -> Values:
        return tuple(self._value(name, value) for name, value in zip(DIMENSIONS, values, strict=True))

    def _value(self, dimension: Dimension, value: str | None) -> str | None:
        """Return the value under which one is counted."""
        if value is None or dimension in self._given_up:
            return None
        known = self._known[dimension]
        if value not in known and len(known) >= self._limits[dimension]:
            return OTHERS
        known.add(value)
        return value

    def _shrink(self) -> None:
        """Make room: at the expense of most clients first, then of time, of the clients altogether, and of what has the most values."""
        if self._limits["client"] > CLIENTS_KEPT:
            self._narrow("client")
        elif self.width < WIDTHS[-1] and (self.size >= FINE or "client" in self._given_up):
            self._widen()
        else:
            self._given_up.add(max(DIMENSIONS, key=self._dispensable))
            self._rebuild(lambda bucket: bucket)

    def _dispensable(self, dimension: Dimension) -> tuple[bool, bool, int]:
        return dimension not in self._given_up, dimension == "client", len(self._known[dimension])

    def _narrow(self, dimension: Dimension) -> None:
        """Tell apart only the values with the most rejections from now on."""
        index, rejected = DIMENSIONS.index(dimension), Counter[str]()
        for row in self.rows():
            rejected[row.values[index] or OTHERS] += row.cell.number * (row.reason != ACCEPTED)
        self._limits[dimension] = CLIENTS_KEPT
        self._known[dimension] = {value for value, _ in rejected.most_common(CLIENTS_KEPT)}
        self._rebuild(lambda bucket: bucket)

    def _widen(self) -> None:
        wider = WIDTHS[WIDTHS.index(self.width) + 1]
        factor, self.width = wider // self.width, wider
        self._rebuild(lambda bucket: bucket // factor)

    def _rebuild(self, bucket_of: Callable[[int], int]) -> None:
        """File all counts anew."""
        before, self._cells, self._size = self._cells, defaultdict(dict), 0
        for (reason, values), series in before.items():
            into = self._cells[reason, self._bounded(values)]
            for bucket, cell in series.items():
                known = into.get(bucket_of(bucket))
                self._size += known is None
                into[bucket_of(bucket)] = cell if known is None else _sum(known, cell)


def _sum(one: Cell, other: Cell) -> Cell:
    return Cell(one.number + other.number, min(one.first, other.first))
