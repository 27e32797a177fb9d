"""The report as one HTML page: everything is escaped, nothing is loaded, no script runs, no link is made from data."""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from html import escape

from jwtriage.report.details import detail_lines, place_of
from jwtriage.report.escape import for_shell, for_terminal
from jwtriage.report.json import finding_members
from jwtriage.report.picture import svg

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from jwtriage.model.report import Report, Table

STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222}"
    "table{border-collapse:collapse}td,th{border:1px solid #ccc;padding:.2rem .6rem;text-align:left}"
    "code{background:#f3f3f3;padding:.1rem .3rem;overflow-wrap:anywhere}svg{max-width:100%;height:auto}"
    ".error{color:#a93226}.warning{color:#9a6a00}.note{color:#1f4e79}"
)
POLICY = f"default-src 'none'; style-src 'sha256-{b64encode(sha256(STYLE.encode()).digest()).decode()}'; base-uri 'none'; form-action 'none'"
"""Content Security Policy: nothing but this one style."""


def render(report: Report) -> str:
    """Write the report as an HTML page, ending in a newline."""
    title = f"jwtriage {report.task}" + (f": {report.verdict}" if report.verdict else "")
    several = report.details.get("verifiers", {})
    findings = [] if several else [finding_members(finding) for finding in report.findings]
    lines = [
        "<!DOCTYPE html>",
        '<html lang="en"><head><meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{escape(POLICY)}">',
        f"<title>{_shown(title)}</title><style>{STYLE}</style></head><body>",
        f"<h1>{_shown(title)}</h1>",
        *(_picture(report.details["timeline"]) if "timeline" in report.details else ()),
        *(line for name, part in several.items() for line in _verifier(name, part)),
        *(line for finding in findings for line in _finding(finding)),
        *(line for table in report.tables for line in _table(table)),
        *_list((f"{name}: {value}" for name, value in detail_lines(report.details) if name != "timeline")),
        *_list(f"not read: {unread.origin}: {unread.why}" for unread in report.unread),
        f"<p>{_shown(' · '.join(f'{name} {value}' for name, value in report.facts.items()))}</p>",
        "</body></html>",
    ]
    return "\n".join(lines) + "\n"


def _shown(text: str) -> str:
    """Escape text from outside: first what a reader would not see, then what HTML obeys."""
    return escape(for_terminal(text))


def _picture(timeline: Mapping[str, Any]) -> Iterator[str]:
    yield f"<figure>{svg(timeline)}</figure>"


def _verifier(name: str, part: Mapping[str, Any]) -> Iterator[str]:
    """Write one of several verifiers: its verdict, its causes and its keys."""
    yield f"<h2>{_shown(name or 'verifier')}: {_shown(part['verdict'])}</h2>"
    for finding in part["causes"]:
        yield from _finding(finding)
    yield from _list(f"{name}: {value}" for name, value in detail_lines({"signer": part.get("signer"), "verifier": part.get("verifier")}))


def _finding(finding: Mapping[str, Any]) -> Iterator[str]:
    yield f'<h2><span class="{_shown(finding["severity"])}">{_shown(finding["severity"])}</span>: {_shown(finding["title"])}</h2>'
    place = f", in {_code(place_of(finding['origin']))}" if finding["origin"] else ""
    yield f"<p>{_code(finding['id'])}, {_shown(finding['certainty'])}{place}</p>"
    yield from _list(_fact(evidence) for evidence in finding["evidence"])
    yield from _list((_fix(fix) for fix in finding["fix"]), escaped=True)


def _fact(evidence: Mapping[str, Any]) -> str:
    return str(evidence["fact"]) + (f" in {place_of(evidence['origin'])}" if evidence["origin"] else "")


def _fix(fix: Mapping[str, Any]) -> str:
    command = f"<br>{_code(' '.join(for_shell(word) for word in fix['argv']))}" if fix["argv"] else ""
    return f"<strong>Fix:</strong> {_shown(fix['text'])}{command}"


def _code(text: str) -> str:
    return f"<code>{_shown(text)}</code>"


def _list(items: Iterable[str], *, escaped: bool = False) -> Iterator[str]:
    entries = [f"<li>{item if escaped else _shown(item)}</li>" for item in items]
    if entries:
        yield from ("<ul>", *entries, "</ul>")


def _table(table: Table) -> Iterator[str]:
    yield f"<h2>{_shown(table.title)}</h2><table>"
    yield _row(table.columns, "th")
    yield from (_row(row, "td") for row in table.rows)
    yield "</table>"


def _row(cells: Iterable[str], tag: str) -> str:
    return "<tr>" + "".join(f"<{tag}>{_shown(cell)}</{tag}>" for cell in cells) + "</tr>"
