"""Since when? The stretch of time in which something happens more often than before and after, and how sure that is.

Counts are taken as Poisson in proportion to time, or as binomial among requests. The stretch is found by a scan for the segment with the
greatest sum of log-likelihood weights (Kadane's algorithm), its rates are then measured, and the scan is repeated until it stays. What is
left of chance is judged by the likelihood ratio, less what the freedom to choose both ends earns, divided by how much more the counts
outside vary than Poisson says.
"""

from collections.abc import Sequence
from itertools import accumulate
from math import exp, factorial, log
from typing import NamedTuple

FEWEST = 6
"""So many events make a stretch at least."""
LEAST_RISE = 3.0
"""So many times more often than outside."""
LEAST_NATS = 8.0
"""Likelihood ratio, in nats, below which nothing is said: about one in three thousand by chance."""
LOOK_BACK = 10
"""Buckets before a stretch that may belong to it."""
_ROUNDS = 12
_GUESSES = (1.5, 3.0, 10.0, 40.0)
"""Rises with which the scan begins."""
_SURPRISE = 0.01
_MANY = 20
_HIGHEST = 0.8
"""Of requests that should all fail so many are asked to: an incident may begin slowly, and not every request bears a token."""


class Onset(NamedTuple):
    """Buckets from ``start`` to before ``end``; rates ``before`` (outside) and ``during``, per unit of exposure; ``nats`` of evidence."""

    start: int
    end: int
    before: float
    during: float
    nats: float

    @property
    def confidence(self) -> float:
        """Return one less the chance that this is chance, between 0 and 1."""
        return 1 - exp(-max(0.0, self.nats))


class Series(NamedTuple):
    """Events by bucket, among how many requests or in how much time, and both summed up to each bucket."""

    counts: Sequence[int]
    exposure: Sequence[float]
    counted: list[int]
    exposed: list[float]
    of_requests: bool

    def weight(self, index: int, low: float, high: float) -> float:
        """Return how much one bucket speaks for the rate ``high`` against ``low``, in nats."""
        count, exposure = self.counts[index], self.exposure[index]
        low, high = self._believable(low), self._believable(high)
        if not self.of_requests:
            return count * log(high / low) - exposure * (high - low)
        return count * log(high / low) + (exposure - count) * log((1 - high) / (1 - low))

    def rates(self, segment: tuple[int, int]) -> tuple[float, float]:
        """Return the rates outside and inside a segment; a half event is added outside, for never is not zero."""
        start, end = segment
        inside, exposed = self.counted[end] - self.counted[start], self.exposed[end] - self.exposed[start]
        outside, others = self.counted[-1] - inside, self.exposed[-1] - exposed
        high = inside / exposed if exposed > 0 else 0.0
        return (outside + 0.5) / (others + 0.5) if others > 0 else high, high

    def likelihood(self, segment: tuple[int, int]) -> float:
        """Return the log-likelihood ratio of two rates against one."""
        low, high = self.rates(segment)
        average = self.counted[-1] / self.exposed[-1]
        start, end = segment
        return sum(self.weight(index, average, high if start <= index < end else low) for index in range(len(self.counts)))

    def _believable(self, rate: float) -> float:
        return min(max(rate, 1e-9), _HIGHEST) if self.of_requests else max(rate, 1e-9)


def onset_in(counts: Sequence[int], exposure: Sequence[float], *, of_requests: bool) -> Onset | None:
    """Return the stretch in which ``counts`` rise against ``exposure`` (requests, or time), ``None`` where they do not."""
    series = Series(counts, exposure, list(accumulate(counts, initial=0)), list(accumulate(exposure, initial=0.0)), of_requests)
    if series.counted[-1] < FEWEST or series.exposed[-1] <= 0:
        return None
    average = series.counted[-1] / series.exposed[-1]
    found = {segment for guess in _GUESSES if (segment := _settled(series, average / 2, average * guess))}
    best = max((_measured(segment, series) for segment in found), key=lambda onset: onset.nats, default=None)
    return best if best is not None and _is_rise(best, series) else None


def _is_rise(onset: Onset, series: Series) -> bool:
    inside = series.counted[onset.end] - series.counted[onset.start]
    whole = onset.start == 0 and onset.end == len(series.counts)
    return not whole and inside >= FEWEST and onset.nats >= LEAST_NATS and onset.during >= LEAST_RISE * onset.before


def _settled(series: Series, low: float, high: float) -> tuple[int, int] | None:
    """Scan and measure in turn until the segment stays."""
    segment = None
    for _ in range(_ROUNDS):
        found = _best_segment(series, low, high)
        if found is None or found == segment:
            return found
        segment = found
        low, high = series.rates(segment)
    return segment


def _best_segment(series: Series, low: float, high: float) -> tuple[int, int] | None:
    """Return the segment that speaks most for the rate ``high`` against ``low``."""
    if high <= low or (series.of_requests and low >= _HIGHEST):
        return None
    best, segment, running, start = 0.0, None, 0.0, 0
    for index in range(len(series.counts)):
        if running <= 0:
            running, start = 0.0, index
        running += series.weight(index, low, high)
        if running > best:
            best, segment = running, (start, index + 1)
    return segment


def _measured(segment: tuple[int, int], series: Series) -> Onset:
    start, end = segment = _with_first_events(segment, series)
    before, during = series.rates(segment)
    outside = [(series.counts[index], before * series.exposure[index]) for index in (*range(start), *range(end, len(series.counts)))]
    return Onset(start, end, before, during, series.likelihood(segment) / _dispersion(outside) - 2 * log(len(series.counts)))


def _dispersion(outside: list[tuple[int, float]]) -> float:
    """Return how much more the counts vary than by chance alone, at least 1."""
    expected = [(count, mean) for count, mean in outside if mean > 0]
    return max(1.0, sum((count - mean) ** 2 / mean for count, mean in expected) / len(expected)) if expected else 1.0


def _with_first_events(segment: tuple[int, int], series: Series) -> tuple[int, int]:
    """Take in what happened shortly before, as far as it is more than chance gives: a rise may begin slowly."""
    start, end = segment
    low, _ = series.rates(segment)
    for earlier in range(max(0, start - LOOK_BACK), start):
        events, exposed = series.counted[start] - series.counted[earlier], series.exposed[start] - series.exposed[earlier]
        if series.counts[earlier] and _chance_of(events, low * exposed) < _SURPRISE:
            return earlier, end
    return segment


def _chance_of(events: int, mean: float) -> float:
    """Return the chance of at least so many events where ``mean`` are expected (Poisson)."""
    return 1 - sum(exp(-mean) * mean**count / factorial(count) for count in range(min(events, _MANY)))
