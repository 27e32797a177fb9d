"""Findings that were looked at and accepted: by rule and place, never by anything that is derived from a value."""

from collections.abc import Iterable
from typing import Any, NamedTuple

from jwtriage.jose import json
from jwtriage.jose.errors import JoseError
from jwtriage.model.finding import Finding

SCHEMA = "jwtriage.baseline/1"


class UnusableBaseline(ValueError):
    """The file is no baseline. The message is one line."""


class Accepted(NamedTuple):
    """One accepted finding: its rule, its place below the scanned folder, and the name there; lines move, so they do not count."""

    id: str
    place: str
    name: str


def accepted_of(finding: Finding, base: str) -> Accepted:
    """Return what a finding is in a baseline; ``base`` is the folder above all that was scanned."""
    origin = finding.origin
    place = origin.place.removeprefix(base).lstrip("/") if origin else ""
    return Accepted(finding.id, place, (origin.name or "") if origin else "")


def parse(octets: bytes) -> frozenset[Accepted]:
    """Read a baseline; raises `UnusableBaseline`."""
    try:
        document = json.loads(octets)
    except JoseError:
        raise UnusableBaseline("is not JSON") from None
    entries = document.get("accepted") if isinstance(document, dict) else None
    if not isinstance(entries, list) or document.get("schema") != SCHEMA:
        raise UnusableBaseline(f"is not a baseline ({SCHEMA})")
    return frozenset(Accepted(*(str(entry.get(field, "")) for field in Accepted._fields)) for entry in entries if isinstance(entry, dict))


def members(findings: Iterable[Finding], base: str) -> dict[str, Any]:
    """Return the baseline that accepts these findings, ready for JSON."""
    entries = sorted({accepted_of(finding, base) for finding in findings})
    return {"schema": SCHEMA, "accepted": [entry._asdict() for entry in entries]}
