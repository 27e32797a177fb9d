"""The ranked explanation: what happened, since when, where, what changed just before, as findings. Nothing here is more than likely."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from jwtriage.logs.changes import Change
from jwtriage.logs.grouping import Facet, constants_of
from jwtriage.logs.incidents import Incident
from jwtriage.logs.shapes import Shape, shapes_of
from jwtriage.logs.view import View, within
from jwtriage.logs.words import iso, listed, percent
from jwtriage.model.finding import Certainty, Evidence, Finding, Severity

BEFORE = 1800
"""Seconds before an onset in which a change may have to do with it."""
MOST_CHANGES = 3
SURE = 12.0
"""Nats of evidence from which an onset is likely; below it is possible."""
MOST_INSTANCES = 8
_MINOR = ("text",)
_QUARTER = 0.25


class Explained(NamedTuple):
    """An incident with its shapes and the changes near its onset, the most telling first."""

    incident: Incident
    shapes: tuple[Shape, ...]
    changes: tuple[Change, ...]


def explained(incidents: Sequence[Incident], view: View, changes: Sequence[Change]) -> list[Explained]:
    """Explain each incident."""
    return [Explained(incident, tuple(shapes_of(incident, view)), tuple(_near(incident, view, changes))) for incident in incidents]


def findings_of(explanations: Sequence[Explained], view: View) -> list[tuple[Finding, Incident]]:
    """Return the findings, each with its incident: likely before possible, otherwise in the order of the incidents."""
    found = [(_finding(each, shape, view), each.incident) for each in explanations for shape in each.shapes]
    return sorted(found, key=lambda pair: pair[0].certainty != "likely")


def members_of(each: Explained, view: View) -> dict[str, Any]:
    """Return an incident ready for JSON: times in ISO 8601, counts, the facets that tell the failures apart, the changes near its onset."""
    incident = each.incident
    return {
        "id": each.shapes[0].id,
        "since": None if incident.since is None else iso(incident.since),
        "until": None if incident.until is None else iso(incident.until),
        "bucket_seconds": view.width,
        "confidence": None if incident.onset is None else round(incident.onset.confidence, 4),
        "reasons": dict(incident.reasons),
        "rejected": incident.rejected,
        "requests": incident.requests,
        "instances": _instances(incident, view),
        "where": [_facet_members(facet) for facet in incident.facets],
        "changes": [{"time": iso(change.time), "kind": change.kind, "what": change.what} for change in each.changes],
    }


def _facet_members(facet: Facet) -> Mapping[str, Any]:
    elsewhere = {"rejected": facet.outside[0], "requests": sum(facet.outside)}
    return {
        "dimension": facet.dimension,
        "values": list(facet.values),
        "of": facet.of,
        "rejected": facet.inside[0],
        "requests": sum(facet.inside),
        "elsewhere": elsewhere,
    }


def _finding(each: Explained, shape: Shape, view: View) -> Finding:
    incident = each.incident
    when = f"since {iso(incident.since)}" if incident.since is not None else "since before the first line"
    facts = (*_numbers(incident, view), *shape.facts, *_where(incident, view), *_common(incident, view), *_changed(each))
    return Finding(
        id=shape.id,
        certainty=_certainty(incident, shape),
        severity=_severity(incident, shape),
        title=f"{when}: {shape.says}",
        evidence=tuple(Evidence(fact) for fact in facts),
    )


def _certainty(incident: Incident, shape: Shape) -> Certainty:
    """Return likely at most: logs are written by many."""
    sure = incident.onset is None or incident.onset.nats >= SURE
    return "likely" if shape.certain and sure else "possible"


def _severity(incident: Incident, shape: Shape) -> Severity:
    minor = incident.family in _MINOR or shape.id == "rejections-rose"
    return "warning" if minor or not shape.certain else "error"


def _numbers(incident: Incident, view: View) -> Iterator[str]:
    """Tell how many, for which reasons, from when to when, and how sure the beginning is."""
    reasons = ", ".join(f"{reason} {count:,}" for reason, count in incident.reasons)
    of = "requests" if view.shows_accepted else "rejections of all kinds"
    yield f"{incident.rejected:,} of {incident.requests:,} {of} in that time ({percent(incident.rejected / max(1, incident.requests))}): {reasons}"
    if incident.onset is not None:
        unit = "of the requests there" if view.shows_accepted else f"in {view.width} s there"
        rates = [percent(rate) if view.shows_accepted else f"{rate:.2g}" for rate in (incident.onset.before, incident.onset.during)]
        sure = f"confidence {min(incident.onset.confidence, 0.9999):.2%}, to {view.width} s"
        yield f"the rise is from {rates[0]} to {rates[1]} {unit} ({sure})"
    yield f"it ended at {iso(incident.until)}" if incident.until is not None else "it had not ended in the last line"


def _instances(incident: Incident, view: View) -> list[str]:
    """Return the instances on which most of the failures are: those with at least a quarter of what the first has."""
    counts = view.by_value("instance", incident.failed)
    return sorted(name for name, count in counts.items() if count >= _QUARTER * max(counts.values()))


def _where(incident: Incident, view: View) -> Iterator[str]:
    failing, known = _instances(incident, view), view.by_value("instance", within(*incident.stretch))
    if incident.facet("instance") is None and len(known) > 1:
        yield f"on {len(failing)} of {len(known)} instances: {listed(tuple(failing), MOST_INSTANCES)}"


def _common(incident: Incident, view: View) -> Iterator[str]:
    """Tell what else all these failures have in common."""
    told = {facet.dimension for facet in incident.facets}
    constants = [f"{dimension} {value}" for dimension, value in constants_of(view.groups(incident.failed, incident.failed)) if dimension not in told]
    if constants:
        yield f"all of them: {', '.join(constants)}"


def _near(incident: Incident, view: View, changes: Sequence[Change]) -> list[Change]:
    """Return the changes shortly before an onset: those that name what fails first, then the nearest."""
    since = incident.since
    if since is None:
        return []
    near = [change for change in changes if since - BEFORE <= change.time <= since + view.width]
    return sorted(near, key=lambda change: (not _names(change, incident), abs(since - change.time)))[:MOST_CHANGES]


def _names(change: Change, incident: Incident) -> bool:
    """Tell whether a change speaks of a value under which requests fail."""
    words = set(change.text.replace(":", " ").replace("/", " ").split())
    return any(value in words or (len(value) > 3 and value in change.text) for facet in incident.facets for value in facet.values)


def _changed(each: Explained) -> Iterator[str]:
    for change in each.changes:
        named = ", and it names what fails" if _names(change, each.incident) else ""
        yield f"{_distance(change.time - (each.incident.since or 0))}: {change.text} (at {iso(change.time)}{named})"


def _distance(seconds: float) -> str:
    """Write how far from the onset a change was."""
    size = f"{abs(seconds) / 60:.0f} min" if abs(seconds) >= 90 else f"{abs(seconds):.0f} s"
    return f"{size} {'before' if seconds <= 0 else 'after'} the first failure"
