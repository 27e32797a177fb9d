"""Where? The values of the dimensions that tell the requests which failed from those which did not.

A facet is a dimension and the values under which requests fail. Facets are found as a decision tree finds its splits: the one with the greatest
gain of likelihood first, then another among the requests that it leaves. A facet pays for what it may choose (more values, more ways), so that
one version is named rather than the six instances that run it.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import comb, log
from typing import Literal, NamedTuple

from jwtriage.logs.outcome import DIMENSIONS, Dimension, Values

MOST_FACETS = 3
LEAST_GAIN = 8.0
"""Nats that a facet must gain beyond its price."""
LEAST_CONTRAST = 3.0
"""So many times more often requests fail under a facet's values than under the others."""
CLEAR_CONTRAST = 20.0
"""The same, where most values are among those that fail."""
LEAST_KNOWN = 0.8
"""The share of the failures, and of the other requests, whose value must be known."""
_NEAR = 0.95
_PREFERENCE: tuple[Dimension, ...] = ("version", "kid", "alg", "issuer", "client", "instance", "zone", "service")
"""Of facets that tell the same requests apart, the first is named. The library is none: it is read from rejections only."""
_WIDE = ("zone", "service")
"""Where one instance alone tells the same requests, it is named instead of these."""


Basis = Literal["requests", "rejections"]
"""What failures are compared with: requests of the same time, or rejections of all times."""


class Group(NamedTuple):
    """Requests of the same values: how many failed, and how many did not."""

    values: Values
    failed: int
    others: int


class Facet(NamedTuple):
    """Requests fail under ``values`` of ``dimension``: counts of failures and other requests there (``inside``) and elsewhere (``outside``)."""

    dimension: Dimension
    values: tuple[str, ...]
    inside: tuple[int, int]
    outside: tuple[int, int]
    gain: float
    of: Basis = "requests"

    @property
    def rate(self) -> float:
        """The share of requests that fail under the facet's values."""
        return _share(*self.inside)

    @property
    def rate_elsewhere(self) -> float:
        """The share of requests that fail under other values."""
        return _share(*self.outside)

    def holds(self, values: Values) -> bool:
        """Tell whether a request is one of those under the facet."""
        return values[DIMENSIONS.index(self.dimension)] in self.values


def facets_of(requests: Sequence[Group], rejections: Sequence[Group]) -> tuple[Facet, ...]:
    """Return the facets that tell the failures apart, the most telling first; none where they are everywhere alike.

    ``requests`` are those of the same time, none where the log shows no accepted ones; a dimension that these do not tell is looked at among
    ``rejections`` of all times.
    """
    found: list[Facet] = []
    while len(found) < MOST_FACETS and (facet := _best(requests, rejections)) is not None:
        found.append(facet)
        requests = [group for group in requests if facet.holds(group.values)]
        rejections = [group for group in rejections if facet.holds(group.values)]
    return tuple(found)


def constants_of(groups: Iterable[Group]) -> Iterator[tuple[Dimension, str]]:
    """Give the values that all failures have in common."""
    failures = [group.values for group in groups if group.failed]
    for index, dimension in enumerate(DIMENSIONS):
        values = {each[index] for each in failures}
        if len(values) == 1 and (value := next(iter(values))) is not None:
            yield dimension, value


def _best(requests: Sequence[Group], rejections: Sequence[Group]) -> Facet | None:
    """Return the simplest of the facets that gain about as much as the best."""
    candidates = [facet for dimension in _PREFERENCE if (facet := _facet(dimension, requests, rejections)) is not None]
    most = max((facet.gain for facet in candidates), default=0.0)
    near = [facet for facet in candidates if facet.gain >= _NEAR * most - 2]
    best = min(near, key=lambda facet: (len(facet.values), -round(facet.gain, 6), _PREFERENCE.index(facet.dimension)), default=None)
    alone = (facet for facet in near if best and facet.dimension == "instance" and len(facet.values) == 1 and facet.inside == best.inside)
    return next(alone, best) if best and best.dimension in _WIDE else best


def _facet(dimension: Dimension, requests: Sequence[Group], rejections: Sequence[Group]) -> Facet | None:
    """Return the best split of one dimension, ``None`` where it tells little."""
    of_requests = _is_known(dimension, requests)
    counts = _by_value(dimension, requests if of_requests else rejections)
    if len(counts) < 2 or not (of_requests or _is_known(dimension, rejections)):
        return None
    order = sorted(counts, key=lambda value: (-_share(*counts[value]), value))
    of: Basis = "requests" if of_requests else "rejections"
    facets = [_split(dimension, order[:size], order[size:], counts, of) for size in range(1, len(order))]
    return max((facet for facet in facets if _is_telling(facet, len(order))), key=lambda facet: facet.gain, default=None)


def _is_known(dimension: Dimension, groups: Sequence[Group]) -> bool:
    """Tell whether the log names the dimension's value of most requests: one that failures alone bear tells nothing."""
    counts = _by_value(dimension, groups)
    failed, others = _total(list(counts), counts)
    return (
        bool(counts)
        and failed >= LEAST_KNOWN * sum(group.failed for group in groups)
        and others >= LEAST_KNOWN * sum(group.others for group in groups)
    )


def _is_telling(facet: Facet, known: int) -> bool:
    """Tell whether a facet gains enough; most of all values, rather than a few, must be all that fail."""
    contrast = LEAST_CONTRAST if 2 * len(facet.values) <= known + 1 else CLEAR_CONTRAST
    return facet.gain >= LEAST_GAIN and facet.rate >= contrast * facet.rate_elsewhere


def _by_value(dimension: Dimension, groups: Sequence[Group]) -> dict[str, tuple[int, int]]:
    index = DIMENSIONS.index(dimension)
    counts: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for group in groups:
        value = group.values[index]
        if value is not None:
            failed, others = counts[value]
            counts[value] = failed + group.failed, others + group.others
    return counts


def _split(dimension: Dimension, inner: list[str], outer: list[str], counts: dict[str, tuple[int, int]], of: Basis) -> Facet:
    inside, outside = _total(inner, counts), _total(outer, counts)
    together = inside[0] + outside[0], inside[1] + outside[1]
    price = log(comb(len(counts), len(inner))) + log(len(counts)) + len(inner)
    gain = _likelihood(*inside) + _likelihood(*outside) - _likelihood(*together) - price
    return Facet(dimension, tuple(sorted(inner)), inside, outside, gain, of)


def _total(values: list[str], counts: dict[str, tuple[int, int]]) -> tuple[int, int]:
    return sum(counts[value][0] for value in values), sum(counts[value][1] for value in values)


def _likelihood(failed: int, others: int) -> float:
    """Return the greatest log-likelihood of so many failures among so many requests."""
    total = failed + others
    return sum(count * log(count / total) for count in (failed, others) if count)


def _share(failed: int, others: int) -> float:
    return failed / (failed + others) if failed + others else 0.0
