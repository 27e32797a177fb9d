"""Timelines for the tests of what is understood from them."""

from collections.abc import Iterable

from jwtriage.logs.explanation import Explained, explained
from jwtriage.logs.incidents import incidents_in
from jwtriage.logs.outcome import DIMENSIONS, Outcome
from jwtriage.logs.timeline import Timeline
from jwtriage.logs.view import View
from tests.support.incidents import Request


def view(requests: Iterable[Request], hidden: Iterable[str] = (), *, rejections_only: bool = False) -> View:
    """Return what a log tells of requests; ``hidden`` are the dimensions that lines of accepted requests do not tell."""
    timeline = Timeline()
    for each in requests:
        if each.reason != "ok" or not rejections_only:
            timeline.add(Outcome(each.time, each.reason, _values(each, hidden if each.reason == "ok" else ())))
    return View(timeline)


def understood(seen: View) -> list[Explained]:
    return explained(incidents_in(seen), seen, [])


def facets(each: Explained) -> dict[str, tuple[str, ...]]:
    return {facet.dimension: facet.values for facet in each.incident.facets}


def _values(each: Request, hidden: Iterable[str]) -> tuple[str | None, ...]:
    pod = {"service": "orders", "version": each.pod.revision, "zone": each.pod.zone, "instance": each.pod.name}
    told = pod | {"kid": each.kid, "alg": each.alg, "issuer": each.issuer, "client": each.client}
    return tuple(None if name in hidden else told.get(name) for name in DIMENSIONS)
