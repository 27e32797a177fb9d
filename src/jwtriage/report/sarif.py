"""The report as SARIF 2.1.0 (OASIS), as GitHub code scanning and other viewers read it.

No snippet of a line is ever part of it, and no hash of one: the fingerprints come from the rule and the place.
"""

from __future__ import annotations

from collections import Counter
from hashlib import sha256

from jwtriage.report.escape import for_markdown, for_terminal
from jwtriage.report.json import write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from jwtriage.model.case import Origin, Unread
    from jwtriage.model.finding import Evidence, Finding
    from jwtriage.model.report import Report

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
HOME = "https://jwtriage.readthedocs.io/"
LONGEST_MESSAGE = 4_000
"""Characters of one message; GitHub shows the first thousand."""
_SECURITY_SEVERITY = {"error": "8.0", "warning": "5.5", "note": "2.0"}
"""GitHub reads it as high (from 7.0), medium (from 4.0) and low."""
_PROBLEM_SEVERITY = {"error": "error", "warning": "warning", "note": "recommendation"}
_PRECISION = {"proven": "very-high", "likely": "high", "possible": "medium"}
_ADDRESS_SAFE = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789/-._~!$&'()*+,;=@")


def render(report: Report) -> str:
    """Write the report as one SARIF log with one run, ending in a newline."""
    rules = {finding.id: finding for finding in reversed(report.findings)}
    order = {name: number for number, name in enumerate(sorted(rules))}
    driver = {
        "name": "jwtriage",
        "informationUri": HOME,
        "rules": [_rule(rules[name]) for name in order],
        **({"version": report.facts["version"]} if "version" in report.facts else {}),
    }
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": f"jwtriage/{report.task}/"},
        "invocations": [{"executionSuccessful": True, "toolExecutionNotifications": [_notification(entry) for entry in report.unread]}],
        "results": list(_results(report, order)),
    }
    return write({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]})


def _rule(finding: Finding) -> dict[str, Any]:
    """Describe a rule. What a renderer knows of it is one of its findings."""
    words = finding.id.replace("-", " ").capitalize()
    fixes = [fix.text for fix in finding.fix] or [words]
    return {
        "id": finding.id,
        "shortDescription": {"text": words},
        "fullDescription": {"text": words},
        "defaultConfiguration": {"level": finding.severity},
        "help": {"text": _text("\n".join(fixes)), "markdown": _text("\n\n".join(map(for_markdown, fixes)), links=True)},
        **({"helpUri": finding.url} if finding.url else {}),
        "properties": {
            "tags": ["security", "jwt"],
            "precision": _PRECISION[finding.certainty],
            "problem.severity": _PROBLEM_SEVERITY[finding.severity],
            "security-severity": _SECURITY_SEVERITY[finding.severity],
        },
    }


def _results(report: Report, order: dict[str, int]) -> Iterator[dict[str, Any]]:
    """Give the results; findings of one rule at one place are told apart by their number."""
    seen: Counter[str] = Counter()
    for finding in report.findings:
        print_ = fingerprint(finding)
        seen[print_] += 1
        yield {
            "ruleId": finding.id,
            "ruleIndex": order[finding.id],
            "level": finding.severity,
            "message": {"text": _message(finding)},
            **_locations(finding),
            "partialFingerprints": {"primaryLocationLineHash": f"{print_}:{seen[print_]}", "jwtriage/v1": f"{print_}:{seen[print_]}"},
            "properties": {"certainty": finding.certainty},
        }


def fingerprint(finding: Finding) -> str:
    """Return 16 hexadecimal digits of the SHA-256 of the rule, the place and the name.

    Under GitHub's own name for it, so that its upload does not compute one from the line, which may hold a secret.
    """
    origin = finding.origin
    parts = (finding.id, origin.place if origin else "", (origin.name or "") if origin else "")
    return sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _message(finding: Finding) -> str:
    lines = [finding.title, *(f"- {_fact(evidence)}" for evidence in finding.evidence), *(f"Fix: {fix.text}" for fix in finding.fix)]
    return "\n".join(map(_text, lines))[:LONGEST_MESSAGE]


def _fact(evidence: Evidence) -> str:
    return evidence.fact + (f" in {evidence.origin}" if evidence.origin else "")


def _text(text: str, *, links: bool = False) -> str:
    """Write text so that a message shows it as it is: braces are no placeholders (3.11.5), brackets no link (3.11.6)."""
    shown = "\n".join(map(for_terminal, text.split("\n"))).replace("{", "{{").replace("}", "}}")
    return shown if links else shown.replace("](", "]\\(")


def _locations(finding: Finding) -> dict[str, Any]:
    """Give where it was found, and as related locations where else the evidence was seen."""
    others = [(evidence.origin, evidence.fact) for evidence in finding.evidence if evidence.origin and evidence.origin != finding.origin]
    related = [{**_location(origin), "id": number, "message": {"text": _text(fact)}} for number, (origin, fact) in enumerate(others, 1)]
    main = finding.origin or next((origin for origin, _ in others), None)
    return {**({"locations": [_location(main)]} if main else {}), **({"relatedLocations": related} if related else {})}


def _location(origin: Origin) -> dict[str, Any]:
    region = {"region": {"startLine": max(1, origin.line or 1)}}
    named = {"logicalLocations": [{"fullyQualifiedName": for_terminal(origin.name)}]} if origin.name else {}
    return {"physicalLocation": {"artifactLocation": _artifact(origin.place), **region}, **named}


def _artifact(place: str) -> dict[str, str]:
    """Write a place as a URI (RFC 3986): a path below the folder of the run is relative to the sources' root."""
    scheme, colon, rest = place.partition("://")
    if colon and scheme in ("http", "https"):
        return {"uri": f"{scheme}://{_quoted(rest, b':?[]%')}"}
    if place.startswith("/"):
        return {"uri": f"file://{_quoted(place)}"}
    return {"uri": _quoted(place.removeprefix("./")) or ".", "uriBaseId": "%SRCROOT%"}


def _quoted(text: str, more: bytes = b"") -> str:
    octets = text.encode("utf-8", "surrogatepass")
    return "".join(chr(octet) if octet in _ADDRESS_SAFE or octet in more else f"%{octet:02X}" for octet in octets)


def _notification(entry: Unread) -> dict[str, Any]:
    return {"level": "warning", "message": {"text": _text(f"not read: {entry.origin}: {entry.why}")}}
