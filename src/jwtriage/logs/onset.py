"""Since when? The stretch of time in which something happens more often than before and after, and how sure that is.

Counts are taken as Poisson, in proportion to an exposure (requests, or time). The stretch is found by a scan for the segment with the
greatest sum of log-likelihood weights (Kadane's algorithm), its rates are then measured, and the scan is repeated until it stays. What is
left of chance is judged by the likelihood ratio, less what the freedom to choose both ends earns, divided by how much more the counts
outside vary than Poisson says.
"""

from collections.abc import Sequence
from itertools import accumulate
from math import exp, log
from typing import NamedTuple

FEWEST = 6
"""So many events make a stretch at least."""
LEAST_RISE = 3.0
"""So many times more often than outside."""
LEAST_NATS = 8.0
"""Likelihood ratio, in nats, below which nothing is said: about one in three thousand by chance."""
_ROUNDS = 12
_GUESSES = (1.5, 3.0, 10.0, 40.0)
"""Rises with which the scan begins."""
_SURPRISE = 0.01


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


def onset_in(counts: Sequence[int], exposure: Sequence[float]) -> Onset | None:
    """Return the stretch in which ``counts`` rise against ``exposure``, ``None`` where they do not."""
    total, exposed = sum(counts), sum(exposure)
    if total < FEWEST or exposed <= 0:
        return None
    sums = list(accumulate(counts, initial=0)), list(accumulate(exposure, initial=0.0))
    found = {segment for guess in _GUESSES if (segment := _settled(counts, exposure, sums, total / exposed * guess))}
    best = max((_measured(segment, counts, exposure, sums) for segment in found), key=lambda onset: onset.nats, default=None)
    return best if best is not None and _is_rise(best, sums) else None


def _is_rise(onset: Onset, sums: tuple[list[int], list[float]]) -> bool:
    inside = sums[0][onset.end] - sums[0][onset.start]
    whole = onset.start == 0 and onset.end == len(sums[0]) - 1
    return not whole and inside >= FEWEST and onset.nats >= LEAST_NATS and onset.during >= LEAST_RISE * onset.before


def _settled(counts: Sequence[int], exposure: Sequence[float], sums: tuple[list[int], list[float]], high: float) -> tuple[int, int] | None:
    """Scan and measure in turn until the segment stays."""
    low = sums[0][-1] / sums[1][-1] / 2
    segment = None
    for _ in range(_ROUNDS):
        found = _best_segment(counts, exposure, max(low, 1e-9), high)
        if found is None or found == segment:
            return found
        segment = found
        low, high = _rates(segment, sums)
        if high <= low:
            return None
    return segment


def _best_segment(counts: Sequence[int], exposure: Sequence[float], low: float, high: float) -> tuple[int, int] | None:
    """Return the segment that speaks most for the rate ``high`` against ``low``."""
    if high <= low:
        return None
    gain, loss = log(high / low), high - low
    best, segment, running, start = 0.0, None, 0.0, 0
    for index, (count, exposed) in enumerate(zip(counts, exposure, strict=True)):
        if running <= 0:
            running, start = 0.0, index
        running += count * gain - exposed * loss
        if running > best:
            best, segment = running, (start, index + 1)
    return segment


def _rates(segment: tuple[int, int], sums: tuple[list[int], list[float]]) -> tuple[float, float]:
    """Return the rates outside and inside; a half event is added outside, for never is not zero."""
    (counted, exposed), (start, end) = sums, segment
    inside, exposed_inside = counted[end] - counted[start], exposed[end] - exposed[start]
    outside, exposed_outside = counted[-1] - inside, exposed[-1] - exposed_inside
    low = (outside + 0.5) / exposed_outside if exposed_outside > 0 else inside / exposed_inside
    return low, inside / exposed_inside if exposed_inside > 0 else 0.0


def _measured(segment: tuple[int, int], counts: Sequence[int], exposure: Sequence[float], sums: tuple[list[int], list[float]]) -> Onset:
    segment = _with_first_events(segment, counts, exposure, sums)
    start, end = segment
    before, during = _rates(segment, sums)
    inside, total = sums[0][end] - sums[0][start], sums[0][-1]
    average = total / sums[1][-1]
    ratio = _term(inside, during, average) + _term(total - inside, before, average)
    outside = [(counts[index], before * exposure[index]) for index in (*range(start), *range(end, len(counts)))]
    return Onset(start, end, before, during, ratio / _dispersion(outside) - 2 * log(len(counts)))


def _term(events: int, rate: float, average: float) -> float:
    return events * log(rate / average) if events and rate > 0 else 0.0


def _dispersion(outside: list[tuple[int, float]]) -> float:
    """Return how much more the counts vary than Poisson says, at least 1."""
    expected = [(count, mean) for count, mean in outside if mean > 0]
    return max(1.0, sum((count - mean) ** 2 / mean for count, mean in expected) / len(expected)) if expected else 1.0


def _with_first_events(
    segment: tuple[int, int], counts: Sequence[int], exposure: Sequence[float], sums: tuple[list[int], list[float]]
) -> tuple[int, int]:
    """Take in the bucket before, where the rise may have begun in its last seconds."""
    start, end = segment
    low, _ = _rates(segment, sums)
    if start and counts[start - 1] and 1 - exp(-low * exposure[start - 1]) < _SURPRISE:
        return start - 1, end
    return segment
