"""What kind of incident it is: the shape in time, place and key that each cause leaves behind.

Every shape is a rule over an incident and the timeline around it, and answers with facts. Rules are asked in their order, the more telling
shape first; what no rule knows is a rise of rejections and no more. Logs are hostile text, so no shape is ever more than likely.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from jwtriage.logs.grouping import Facet
from jwtriage.logs.incidents import Incident
from jwtriage.logs.outcome import DIMENSIONS, Dimension
from jwtriage.logs.timeline import Row
from jwtriage.logs.view import View, is_accepted, is_any, within
from jwtriage.logs.words import listed, named, percent

_ALL = 0.9
"""A share that counts as all of them: some failures are noise, some requests carry no token."""
_NEAR = 0.08
"""How far a measured share may lie from a computed one."""
_DECAYED = 0.5
_HALF = 0.5
_MOST_PARTS = 12
_FEWEST = 40
"""So many requests make a share that may be compared with a formula."""


class Shape(NamedTuple):
    """An explanation: the id of the cause or finding, what it says of this incident, and the facts that speak for it."""

    id: str
    says: str
    facts: tuple[str, ...]
    certain: bool = True
    """False where another explanation fits as well: then it is possible only."""


Rule = Callable[[Incident, View], Iterator[Shape]]


def shapes_of(incident: Incident, view: View) -> list[Shape]:
    """Return the explanations of an incident, the best first; never none."""
    found = [shape for rule in _RULES for shape in rule(incident, view)]
    return found or [Shape("rejections-rose", "tokens are rejected that were accepted before", ())]


def _clock(incident: Incident, view: View) -> Iterator[Shape]:
    """Notice a wrong clock: tokens are not valid yet, or expired where others still take them."""
    if incident.family != "time":
        return
    place = incident.facet("instance") or incident.facet("zone")
    signer = incident.facet("issuer") or incident.facet("kid")
    early = incident.reason in ("not_yet_valid", "issued_in_future")
    if place is not None:
        yield Shape("clock-skew", f"the clock of {named(place)} is {'slow' if early else 'fast'}", _contrast(place))
    elif early:
        whose = f"of the issuer behind {named(signer)}" if signer else "of an issuer"
        yield Shape("clock-skew", f"the clock {whose} is fast, or those of all verifiers are slow", _contrast(signer) if signer else ())


def _algorithm(incident: Incident, view: View) -> Iterator[Shape]:
    """Notice an issuer that signs with an algorithm that the verifiers do not accept."""
    facet = incident.facet("alg")
    if facet is None and incident.family != "algorithm":
        return
    says = (
        f"tokens are signed with {listed(facet.values)}, which the verifiers do not accept"
        if facet
        else "tokens bear an algorithm that is not accepted"
    )
    yield Shape("alg-family-mismatch", says, (*(_contrast(facet) if facet else ()), *_appears("alg", facet, incident, view)))


def _key_set(incident: Incident, view: View) -> Iterator[Shape]:
    """Notice that the key set could not be fetched."""
    if incident.reason == "jwks_unavailable":
        yield Shape("jwks-fetch-failed-masked", "the key set could not be fetched", ())


def _rollout(incident: Incident, view: View) -> Iterator[Shape]:
    """Notice two revisions side by side, one of which does not know the key."""
    facet = incident.facet("version")
    if facet is None or incident.family != "key":
        return
    kid = incident.facet("kid")
    what = (
        f"the new key {listed(kid.values)}"
        if kid and _is_new("kid", kid, incident, view)
        else f"the key {listed(kid.values)}"
        if kid
        else "the key that signs"
    )
    says = f"the verifiers of {named(facet)} do not know {what}"
    facts = (*_contrast(facet), *(_contrast(kid) if kid else ()), *_served(facet, incident, view))
    yield Shape("rollout-incomplete", says, facts)
    if _is_new("version", facet, incident, view):
        yield Shape("library-upgrade-changed-strictness", f"{named(facet)} may have a stricter library", (), certain=False)


def _stale_key_set(incident: Incident, view: View) -> Iterator[Shape]:
    """Notice a new key, unknown until the copies of the key set are fetched anew: it heals by itself."""
    kid = incident.facet("kid")
    if incident.reason == "key_not_found" and incident.until is not None and not incident.facets:
        yield Shape("jwks-cache-stale", f"keys were unknown for {_duration(incident)}, then known: a cached key set was old", ())
    if kid is None or incident.family != "key" or incident.facet("version"):
        return
    new, facts = _is_new("kid", kid, incident, view), (*_contrast(kid), *_appears("kid", kid, incident, view))
    if incident.until is not None and new:
        healed = f"it ended after {_duration(incident)} without a deploy seen here, as when a cached key set is fetched again"
        yield Shape("jwks-cache-stale", f"the verifiers' key set was old and lacked the new key {listed(kid.values)}", (*facts, healed))
    elif new and (where := _place(incident)) is not None:
        finding = "rollout-incomplete" if len(where.values) > 1 or where.dimension == "zone" else "replicas-configured-differently"
        yield Shape(finding, f"{named(where)} does not know the new key {listed(kid.values)}", (*facts, *_contrast(where)))
        yield Shape("jwks-cache-stale", f"the key set of {named(where)} may be an old copy", (), certain=False)
    elif new:
        yield Shape("issuer-ahead-of-verifiers", f"the issuer signs with the new key {listed(kid.values)} before the verifiers know it", facts)
        yield Shape("jwks-cache-stale", "the verifiers may hold an old copy of the key set", (), certain=False)
    elif incident.reason == "key_not_found":
        yield Shape("signing-key-no-longer-published", f"the key {listed(kid.values)} was accepted before and is known no more", facts)
    else:
        yield Shape("rotation-without-overlap", f"tokens under the key {listed(kid.values)} were accepted before and are no more", facts)


def _place_differs(incident: Incident, view: View) -> Iterator[Shape]:
    """Notice an instance or a zone that has another key than the rest, whatever the token."""
    place = _place(incident)
    if place is None or incident.family not in ("key", "claim", "text") or incident.facet("kid") or incident.facet("version"):
        return
    parts = view.by_value(place.dimension, within(*incident.stretch))
    always = (f"nearly every request there fails, {percent(place.rate)}, whoever sends it",) if place.rate >= _ALL else ()
    among = f"{len(place.values)} of {len(parts)} {_PLURALS[place.dimension]}"
    yield Shape("replicas-configured-differently", f"{named(place)} has another key or setting than the rest ({among})", (*_contrast(place), *always))


def _one_sender(incident: Incident, view: View) -> Iterator[Shape]:
    """Notice a fault on the side of one issuer, one client or one service."""
    for dimension, finding in _SENDERS.items():
        facet = incident.facet(dimension)
        if facet is not None:
            yield Shape(finding, f"only requests of {named(facet)} fail", _contrast(facet))
            return


def _split_brain(incident: Incident, view: View) -> Iterator[Shape]:
    """Notice a constant share that fails everywhere: what two halves that sign and verify, or one of N behind a balancer, make."""
    if incident.facets or incident.family != "key" or not view.shows_accepted or incident.requests < _FEWEST:
        return
    share = incident.rejected / incident.requests
    versions = view.by_value("version", within(*incident.stretch))
    for version, count in versions.items() if len(versions) == 2 else ():
        part = count / sum(versions.values())
        if abs(2 * part * (1 - part) - share) <= _NEAR and 0.1 <= part <= _HALF:
            yield Shape("rollout-incomplete", f"version {version} and the other sign and verify with different keys", (_halves(share, part),))
            return
    if share < 1 - _NEAR and incident.until is None and not _decays(incident, view):
        yield from _one_of_several(share)


def _halves(share: float, part: float) -> str:
    computed = percent(2 * part * (1 - part))
    return f"{percent(share)} fail; two parts of {percent(part)} and {percent(1 - part)} that both sign and verify make {computed}"


def _one_of_several(share: float) -> Iterator[Shape]:
    """Notice a share near 1/N: what one of N copies that differs makes behind a balancer."""
    parts = next((parts for parts in range(2, _MOST_PARTS) if abs(1 / parts - share) < _NEAR / parts), None)
    if parts is not None:
        fact = f"{percent(share)} fail, steadily: about one of {parts}"
        yield Shape(
            "replicas-configured-differently",
            f"one of {parts} copies behind a balancer may differ; these logs do not name them",
            (fact,),
            certain=False,
        )


def _overlap(incident: Incident, view: View) -> Iterator[Shape]:
    """Notice that all fail at once, and fewer as old tokens run out."""
    if incident.facets or incident.family != "key":
        return
    if _decays(incident, view):
        yield Shape(
            "rotation-without-overlap", "the key was replaced at once; tokens that were signed before fail until they have run out", (_DECAY,)
        )


_RULES: tuple[Rule, ...] = (_key_set, _clock, _algorithm, _rollout, _stale_key_set, _place_differs, _one_sender, _split_brain, _overlap)
_SENDERS: dict[Dimension, str] = {
    "issuer": "one-issuer-rejected",
    "client": "one-client-rejected",
    "service": "one-service-rejects",
}
_PLURALS: dict[Dimension, str] = {"instance": "instances", "zone": "zones"}
_DECAY = "failures were most at the beginning and have become fewer since, as old tokens expire"


def _contrast(facet: Facet) -> tuple[str, ...]:
    """Tell how often requests fail under a facet's values, and how often under others."""
    (failed, others), (failed_elsewhere, others_elsewhere) = facet.inside, facet.outside
    if facet.of == "rejections":
        all_others = others + others_elsewhere
        return (f"{named(facet)}: {failed:,} of the {failed + failed_elsewhere:,} failures; of other rejections {others:,} of {all_others:,}",)
    elsewhere = f"{failed_elsewhere:,} of {failed_elsewhere + others_elsewhere:,} elsewhere ({percent(facet.rate_elsewhere)})"
    return (f"{named(facet)}: {failed:,} of {failed + others:,} fail ({percent(facet.rate)}); {elsewhere}",)


def _place(incident: Incident) -> Facet | None:
    return incident.facet("zone") or incident.facet("instance")


def _duration(incident: Incident) -> str:
    seconds = int((incident.until or 0) - (incident.since or 0))
    return f"{seconds // 60} min" if seconds >= 60 else f"{seconds} s"


def _of(dimension: Dimension, values: tuple[str, ...]) -> Callable[[Row], bool]:
    index = DIMENSIONS.index(dimension)
    return lambda row: row.values[index] in values


def _is_new(dimension: Dimension, facet: Facet, incident: Incident, view: View) -> bool:
    """Tell whether a facet's values were not seen before the incident, while others were."""
    first, began = view.first(_of(dimension, facet.values)), incident.since
    earliest = view.first(is_any)
    return None not in (first, began, earliest) and (first or 0) >= (began or 0) - 2 * view.width > (earliest or 0)


def _appears(dimension: Dimension, facet: Facet | None, incident: Incident, view: View) -> Iterator[str]:
    if facet is not None and _is_new(dimension, facet, incident, view):
        yield f"{named(facet)} appears with the first failure; it was not seen before"


def _served(facet: Facet, incident: Incident, view: View) -> Iterator[str]:
    """Tell the shares of the versions, at the beginning and at the end of an incident."""
    start, end = incident.stretch
    third = max(1, (end - start) // 3)
    shares = [_share_of(facet, view, part) for part in ((start, start + third), (end - third, end))]
    yield f"{named(facet)} served {percent(shares[0])} of the requests at first and {percent(shares[1])} at last"


def _share_of(facet: Facet, view: View, stretch: tuple[int, int]) -> float:
    counts = view.by_value(facet.dimension, within(*stretch))
    return sum(counts.get(value, 0) for value in facet.values) / (sum(counts.values()) or 1)


def _decays(incident: Incident, view: View) -> bool:
    """Tell whether the share that fails has fallen to a fraction of what it was at first."""
    start, end = incident.stretch
    third = (end - start) // 3
    if third < 1 or not view.shows_accepted:
        return False
    rates = [_rate(incident, view, part) for part in ((start, start + third), (end - third, end))]
    return rates[1] <= _DECAYED * rates[0]


def _rate(incident: Incident, view: View, stretch: tuple[int, int]) -> float:
    inside = within(*stretch)
    failed = view.total(lambda row: inside(row) and incident.failed(row))
    return failed / (failed + view.total(lambda row: inside(row) and is_accepted(row)) or 1)
