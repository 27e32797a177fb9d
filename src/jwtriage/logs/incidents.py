"""What happened: the stretches of time in which requests of one kind fail, and the facets under which they do."""

from collections import Counter
from typing import Literal, NamedTuple

from jwtriage.logs.grouping import Facet, facets_of
from jwtriage.logs.onset import LOOK_BACK, Onset
from jwtriage.logs.outcome import ACCEPTED, Dimension
from jwtriage.logs.timeline import Row
from jwtriage.logs.view import Test, View, is_accepted, is_any, under, within

Family = Literal["key", "algorithm", "time", "claim", "text"]
FAMILIES: dict[Family, frozenset[str]] = {
    "key": frozenset({"signature_invalid", "key_not_found", "key_invalid", "key_too_weak", "jwks_unavailable", "other"}),
    "algorithm": frozenset({"alg_not_allowed", "alg_unsupported", "alg_none"}),
    "time": frozenset({"not_yet_valid", "issued_in_future", "expired"}),
    "claim": frozenset({"issuer_mismatch", "audience_mismatch", "claim_invalid"}),
    "text": frozenset({"malformed", "not_a_jws", "missing_token", "revoked"}),
}
"""Reasons that one fault shows as, in different libraries."""
MOST_INCIDENTS = 5
FEWEST = 6
"""A reason with fewer rejections is not looked at alone."""
_HALF = 0.5
_FEWEST_ALONE = 10
_ENOUGH = 5.0
"""So many more failures would have been seen, had an incident not ended."""
_TOKENS: tuple[Dimension, ...] = ("kid", "alg", "issuer", "client")
_PLACES: tuple[Dimension, ...] = ("version", "zone", "instance")
Kind = frozenset[str]
"""Reasons that are looked at together: those of a family, or one alone."""


class Incident(NamedTuple):
    """Requests that failed together.

    ``since`` is the first failure (``None``: before the first line), ``until`` when they ended (``None``: they had not). ``rejected`` of ``requests``
    failed in that time; where accepted requests are not shown, ``requests`` are the rejections of every kind. ``stretch`` is in buckets.
    """

    family: Family
    kind: Kind
    reasons: tuple[tuple[str, int], ...]
    since: float | None
    until: float | None
    stretch: tuple[int, int]
    facets: tuple[Facet, ...]
    onset: Onset | None
    rejected: int
    requests: int

    @property
    def reason(self) -> str:
        """The reason that most of them were rejected for."""
        return self.reasons[0][0]

    def facet(self, dimension: Dimension) -> Facet | None:
        """Return the facet of a dimension, if it is one of this incident's."""
        return next((facet for facet in self.facets if facet.dimension == dimension), None)

    def has(self, facet: Facet) -> bool:
        """Tell whether a facet of the same dimension and values is one of this incident's."""
        return any((facet.dimension, facet.values) == (own.dimension, own.values) for own in self.facets)

    def failed(self, row: Row) -> bool:
        """Tell whether a row counts failures of this incident."""
        return row.reason in self.kind and self.concerns(row)

    def explains(self, row: Row) -> bool:
        """Tell whether a row counts failures of this incident, or those that trickle in around it."""
        start, end = self.stretch
        return row.reason in self.kind and within(start - 1, 2 * end - start)(row) and under(self.facets)(row)

    def concerns(self, row: Row) -> bool:
        """Tell whether a row counts requests of this incident, failed or not."""
        return within(*self.stretch)(row) and under(self.facets)(row)


def incidents_in(view: View) -> list[Incident]:
    """Return the incidents that a timeline shows, the one with the most failures first."""
    found: list[Incident] = []
    for _ in range(MOST_INCIDENTS):
        incident = _next(view, _none_of(tuple(found)))
        if incident is None:
            break
        found = _with(incident, found, view)
    return sorted(found, key=lambda incident: -incident.rejected)


def _with(incident: Incident, found: list[Incident], view: View) -> list[Incident]:
    """Add an incident; one that another is a part of makes one with it, of what they have in common."""
    for other in found:
        common = tuple(facet for facet in other.facets if facet.dimension in _TOKENS and incident.has(facet))
        overlap = incident.stretch[0] < other.stretch[1] and other.stretch[0] < incident.stretch[1]
        if common and overlap and incident.family == other.family:
            kind = incident.kind | other.kind
            return [*(each for each in found if each is not other), _of_facets(view, kind, common, other)]
    return [*found, incident]


def _of_facets(view: View, kind: Kind, facets: tuple[Facet, ...], other: Incident) -> Incident:
    failed, there = _failures(kind, is_any), under(facets)
    onset = view.onset(lambda row: failed(row) and there(row), there)
    return _incident(view, kind, failed, onset or other.onset, facets)


def _none_of(incidents: tuple[Incident, ...]) -> Test:
    return lambda row: not any(incident.explains(row) for incident in incidents)


def _next(view: View, unexplained: Test) -> Incident | None:
    """Return the clearest rise, else the first kind that fails in one place only."""
    kinds = _kinds(view, unexplained)
    rises = [(onset, kind) for kind in kinds if (onset := view.onset(_failures(kind, unexplained), is_any)) is not None]
    if rises:
        onset, kind = max(rises, key=lambda rise: rise[0].nats)
        return _looked_into(view, kind, unexplained, onset)
    return next((incident for kind in kinds if (incident := _looked_into(view, kind, unexplained, None)) is not None), None)


def _kinds(view: View, unexplained: Test) -> list[Kind]:
    """Return the families and the single reasons of which there are enough."""
    counts = Counter[str]()
    for row in filter(unexplained, view.rows):
        counts[row.reason] += row.cell.number
    families = [kind for kind in FAMILIES.values() if sum(counts[reason] for reason in kind) >= FEWEST]
    alone = [frozenset({reason}) for reason, count in counts.items() if count >= FEWEST and reason != ACCEPTED]
    return [*families, *alone]


def _failures(kind: Kind, unexplained: Test) -> Test:
    return lambda row: row.reason in kind and unexplained(row)


def _looked_into(view: View, kind: Kind, unexplained: Test, onset: Onset | None) -> Incident | None:
    """Find where a kind fails, and from there once more since when."""
    failed = _failures(kind, unexplained)
    facets = _facets(view, failed, unexplained, onset)
    there = under(facets)
    closer = view.onset(lambda row: failed(row) and there(row), there) if facets else onset
    if closer is None and onset is None and not (facets and _is_constant(kind, facets, view)):
        return None
    if closer not in (None, onset):
        facets = _facets(view, failed, unexplained, closer) or facets
    return _incident(view, kind, failed, closer or onset, facets)


def _facets(view: View, failed: Test, unexplained: Test, onset: Onset | None) -> tuple[Facet, ...]:
    """Compare failures with the other requests of the same time; and with all other rejections, where accepted requests do not tell."""
    inside = within(onset.start, onset.end) if onset else is_any

    def failed_then(row: Row) -> bool:
        return failed(row) and inside(row)

    rejections = view.groups(failed_then, lambda row: unexplained(row) and not is_accepted(row))
    return facets_of(view.groups(failed_then, inside) if view.shows_accepted else [], rejections)


def _is_constant(kind: Kind, facets: tuple[Facet, ...], view: View) -> bool:
    """Tell whether failures without a beginning are an incident: most requests fail there, or, where no others are shown, only there."""
    first = facets[0]
    if first.dimension == "client":
        return False
    if view.shows_accepted:
        return any(facet.of == "requests" and facet.rate >= _HALF for facet in facets)
    return kind <= FAMILIES["key"] | FAMILIES["algorithm"] and first.dimension in _PLACES and first.inside[0] >= _FEWEST_ALONE


def _incident(view: View, kind: Kind, failed: Test, onset: Onset | None, facets: tuple[Facet, ...]) -> Incident:
    there = under(facets)
    stretch = (_start(view, onset.start, facets, failed), onset.end) if onset else (0, view.size)
    inside = within(*stretch)
    counts = Counter[str]()
    for row in view.rows:
        if failed(row) and there(row) and inside(row):
            counts[row.reason] += row.cell.number
    ((reason, _), *_) = reasons = tuple(counts.most_common())
    return Incident(
        family=next(family for family, members in FAMILIES.items() if reason in members),
        kind=kind,
        reasons=reasons,
        since=view.first(lambda row: row.reason == reason and there(row) and inside(row)) if stretch[0] else None,
        until=view.moment(stretch[1]) if onset is not None and _has_ended(view, there, onset) else None,
        stretch=stretch,
        facets=facets,
        onset=onset,
        rejected=counts.total(),
        requests=view.total(lambda row: inside(row) and (view.shows_accepted or row.reason != ACCEPTED)),
    )


def _start(view: View, start: int, facets: tuple[Facet, ...], failed: Test) -> int:
    """Return the bucket of the first failure, which is a little before the stretch where a facet's value, such as a new key, is as new as that."""
    earliest = max(0, start - LOOK_BACK)
    if not earliest or all(_was_seen(view, facet, earliest) for facet in facets):
        return start
    there, near = under(facets), within(earliest, start)
    return min((row.bucket for row in view.rows if near(row) and there(row) and failed(row)), default=start)


def _was_seen(view: View, facet: Facet, bucket: int) -> bool:
    return any(row.bucket < bucket and facet.holds(row.values) for row in view.rows)


def _has_ended(view: View, there: Test, onset: Onset) -> bool:
    """Tell whether failures would have been seen after the stretch, had they gone on at their rate."""
    return onset.during * sum(view.exposure(there)[onset.end :]) >= _ENOUGH
