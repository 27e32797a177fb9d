"""What happened: the stretches of time in which requests of one kind fail, and the facets under which they do."""

from collections import Counter
from typing import Literal, NamedTuple

from jwtriage.logs.grouping import Facet, facets_of
from jwtriage.logs.onset import Onset, onset_in
from jwtriage.logs.outcome import ACCEPTED, Dimension
from jwtriage.logs.timeline import Row
from jwtriage.logs.view import Test, View, is_any, under, within

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
    while len(found) < MOST_INCIDENTS and (incident := _next(view, _none_of(tuple(found)))) is not None:
        found.append(incident)
    return sorted(found, key=lambda incident: -incident.rejected)


def _none_of(incidents: tuple[Incident, ...]) -> Test:
    return lambda row: not any(incident.explains(row) for incident in incidents)


def _next(view: View, unexplained: Test) -> Incident | None:
    """Return the clearest rise, else the first kind that fails in one place only."""
    kinds = _kinds(view, unexplained)
    exposure = view.exposure(is_any)
    rises = [(onset, kind) for kind in kinds if (onset := onset_in(view.series(_failures(kind, unexplained)), exposure)) is not None]
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
    closer = onset_in(view.series(lambda row: failed(row) and there(row)), view.exposure(there)) if facets else onset
    if closer is None and onset is None and not (facets and _is_constant(kind, facets, view)):
        return None
    if closer not in (None, onset):
        facets = _facets(view, failed, unexplained, closer) or facets
    return _incident(view, kind, failed, closer or onset, facets)


def _facets(view: View, failed: Test, unexplained: Test, onset: Onset | None) -> tuple[Facet, ...]:
    """Compare failures with the other requests of the same time; where accepted ones are not shown, with all other rejections of all times."""
    inside = within(onset.start, onset.end) if onset else is_any
    among = inside if view.shows_accepted else unexplained
    return facets_of(view.groups(lambda row: failed(row) and inside(row), among))


def _is_constant(kind: Kind, facets: tuple[Facet, ...], view: View) -> bool:
    """Tell whether failures without a beginning are an incident: most requests fail there, or, where no others are shown, only there."""
    first = facets[0]
    if first.dimension in ("client", "library"):
        return False
    if view.shows_accepted:
        return max(facet.rate for facet in facets) >= _HALF
    return kind <= FAMILIES["key"] | FAMILIES["algorithm"] and first.dimension in _PLACES and first.inside[0] >= _FEWEST_ALONE


def _incident(view: View, kind: Kind, failed: Test, onset: Onset | None, facets: tuple[Facet, ...]) -> Incident:
    stretch = (onset.start, onset.end) if onset else (0, view.size)
    there, inside = under(facets), within(*stretch)
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


def _has_ended(view: View, there: Test, onset: Onset) -> bool:
    """Tell whether failures would have been seen after the stretch, had they gone on at their rate."""
    return onset.during * sum(view.exposure(there)[onset.end :]) >= _ENOUGH
