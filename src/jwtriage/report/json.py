"""The report as JSON: members and their order are those of the contract (section 4)."""

from __future__ import annotations

from json import dumps

from jwtriage.report.escape import for_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from jwtriage.model.case import Origin
    from jwtriage.model.finding import Evidence, Finding, Fix
    from jwtriage.model.report import Report, Table

SCHEMA = "jwtriage.report/1"


def render(report: Report) -> str:
    """Write the report as one JSON object, ending in a newline."""
    return write(members(report))


def write(value: Mapping[str, Any]) -> str:
    """Write JSON-ready members as the text of a report: indented, and ASCII only, so that a terminal obeys nothing in it."""
    return dumps(_sound(value), indent=2, ensure_ascii=True, allow_nan=False) + "\n"


def members(report: Report) -> dict[str, Any]:
    """Return the report as JSON-ready members in the order of the contract."""
    findings = "causes" if report.task == "diagnose" else "findings"
    verdict = {"verdict": report.verdict} if report.verdict is not None else {}
    tables = {"tables": [_table(table) for table in report.tables]} if report.tables else {}
    return {
        "schema": SCHEMA,
        "task": report.task,
        **verdict,
        findings: [finding_members(finding) for finding in report.findings],
        **tables,
        **report.details,
        "unread": [{"origin": unread.origin, "why": unread.why} for unread in report.unread],
        "facts": dict(report.facts),
    }


def finding_members(finding: Finding) -> dict[str, Any]:
    """Return one finding as JSON-ready members: an element of ``causes`` or ``findings``."""
    return {
        "id": finding.id,
        "certainty": finding.certainty,
        "severity": finding.severity,
        "title": finding.title,
        "origin": _origin(finding.origin),
        "evidence": [_evidence(evidence) for evidence in finding.evidence],
        "fix": [_fix(fix) for fix in finding.fix],
        "url": finding.url,
    }


def _evidence(evidence: Evidence) -> dict[str, Any]:
    return {"fact": evidence.fact, "origin": _origin(evidence.origin)}


def _fix(fix: Fix) -> dict[str, Any]:
    return {"text": fix.text, "argv": list(fix.argv), "safe": fix.safe}


def _origin(origin: Origin | None) -> dict[str, Any]:
    if origin is None:
        return {}
    named = {"place": origin.place, "name": origin.name, "line": origin.line}
    return {name: value for name, value in named.items() if value is not None}


def _table(table: Table) -> dict[str, Any]:
    return {"title": table.title, "columns": list(table.columns), "rows": [list(row) for row in table.rows]}


def _sound(value: Any) -> Any:
    """Return the value with every text free of what JSON cannot carry, and tuples as lists."""
    if isinstance(value, str):
        return for_json(value)
    if hasattr(value, "items"):
        return {for_json(str(name)): _sound(member) for name, member in value.items()}
    return [_sound(member) for member in value] if isinstance(value, (list, tuple)) else value
