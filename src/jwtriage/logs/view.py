"""Questions about a finished timeline: series, groups, first times."""

from collections import defaultdict
from collections.abc import Callable, Sequence

from jwtriage.logs.grouping import Facet, Group
from jwtriage.logs.onset import Onset, onset_in
from jwtriage.logs.outcome import ACCEPTED, DIMENSIONS, Dimension, Values
from jwtriage.logs.timeline import Row, Timeline

Test = Callable[[Row], bool]
FEWEST_ACCEPTED = 20
"""So many accepted requests make rates; with fewer, time stands for the number of requests."""


class View:
    """The rows of a timeline, and what shapes and tables ask of them."""

    def __init__(self, timeline: Timeline) -> None:
        self.rows: Sequence[Row] = tuple(timeline.rows())
        self.start, self.width, self.size = timeline.start, timeline.width, timeline.size
        self.undated = timeline.undated
        self.shows_accepted = self.total(is_accepted) >= FEWEST_ACCEPTED

    def moment(self, bucket: int) -> float:
        """Return when a bucket begins."""
        return self.start + bucket * self.width

    def total(self, test: Test) -> int:
        """Count the requests for which ``test`` holds."""
        return sum(row.cell.number for row in self.rows if test(row))

    def series(self, test: Test) -> list[int]:
        """Count them bucket by bucket."""
        counts = [0] * self.size
        for row in self.rows:
            if test(row):
                counts[row.bucket] += row.cell.number
        return counts

    def exposure(self, test: Test) -> list[float]:
        """Return the requests for which ``test`` holds, bucket by bucket; where accepted ones are not shown, every bucket counts alike."""
        return [float(count) for count in self.series(test)] if self.shows_accepted else [1.0] * self.size

    def onset(self, failed: Test, among: Test) -> Onset | None:
        """Return the stretch in which failures stand out among requests, or in time where accepted requests are not shown."""
        return onset_in(self.series(failed), self.exposure(among), of_requests=self.shows_accepted)

    def groups(self, failed: Test, among: Test) -> list[Group]:
        """Count by values, over time, which requests failed among which."""
        counts: dict[Values, list[int]] = defaultdict(lambda: [0, 0])
        for row in self.rows:
            if among(row):
                counts[row.values][not failed(row)] += row.cell.number
        return [Group(values, failures, others) for values, (failures, others) in counts.items()]

    def by_value(self, dimension: Dimension, test: Test) -> dict[str, int]:
        """Count the requests for which ``test`` holds under each value of a dimension."""
        counts: dict[str, int] = defaultdict(int)
        for row in self.rows:
            if (value := row.values[DIMENSIONS.index(dimension)]) is not None and test(row):
                counts[value] += row.cell.number
        return dict(counts)

    def first(self, test: Test) -> float | None:
        """Return when the first request was for which ``test`` holds."""
        return min((row.cell.first for row in self.rows if test(row)), default=None)


def is_any(row: Row) -> bool:
    """Take every row."""
    return True


def is_accepted(row: Row) -> bool:
    """Tell whether a row counts accepted requests."""
    return row.reason == ACCEPTED


def under(facets: Sequence[Facet]) -> Test:
    """Return the test whether a row is under all facets."""
    return lambda row: all(facet.holds(row.values) for facet in facets)


def within(start: int, end: int) -> Test:
    """Return the test whether a row is in a stretch of buckets."""
    return lambda row: start <= row.bucket < end
