"""The report as Markdown, for an issue or a chat: everything from outside is shown as it is, nothing in it becomes markup."""

from __future__ import annotations

from jwtriage.report.details import detail_lines, place_of
from jwtriage.report.escape import code_span, for_markdown, for_shell
from jwtriage.report.json import finding_members
from jwtriage.report.raster import data_uri

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from jwtriage.model.report import Report, Table


def render(report: Report) -> str:
    """Write the report as Markdown, ending in a newline."""
    head = f"# jwtriage {for_markdown(report.task)}" + (f": {for_markdown(report.verdict)}" if report.verdict else "")
    several = report.details.get("verifiers", {})
    findings = [] if several else [finding_members(finding) for finding in report.findings]
    blocks = [
        [head],
        [f"![rejections over time]({data_uri(report.details['timeline'])})"] if "timeline" in report.details else [],
        *(block for name, part in several.items() for block in _verifier(name, part)),
        *(list(_finding(finding)) for finding in findings),
        *(list(_table(table)) for table in report.tables),
        _details(report.details),
        [f"- not read: {for_markdown(unread.origin)}: {for_markdown(unread.why)}" for unread in report.unread],
        [" · ".join(f"{for_markdown(name)} {for_markdown(value)}" for name, value in report.facts.items())],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if any(block)) + "\n"


def _details(details: Mapping[str, Any]) -> list[str]:
    return [f"- {for_markdown(name)}: {for_markdown(value)}" for name, value in detail_lines(details)]


def _verifier(name: str, part: Mapping[str, Any]) -> Iterator[list[str]]:
    """Write one of several verifiers: its verdict, its causes and its keys."""
    yield [f"## {for_markdown(name or 'verifier')}: {for_markdown(part['verdict'])}"]
    yield from (list(_finding(finding)) for finding in part["causes"])
    yield _details({"signer": part.get("signer"), "verifier": part.get("verifier")})


def _finding(finding: Mapping[str, Any]) -> Iterator[str]:
    yield f"## {finding['severity']}: {for_markdown(finding['title'])}"
    yield ""
    yield f"{code_span(finding['id'])}, {finding['certainty']}" + _place(", in ", finding["origin"])
    yield ""
    yield from (f"- {for_markdown(evidence['fact'])}" + _place(" in ", evidence["origin"]) for evidence in finding["evidence"])
    for fix in finding["fix"]:
        yield from _fix(fix)


def _place(words: str, origin: Mapping[str, Any]) -> str:
    return words + code_span(place_of(origin)) if origin else ""


def _fix(fix: Mapping[str, Any]) -> Iterator[str]:
    yield f"- **Fix:** {for_markdown(fix['text'])}"
    if fix["argv"]:
        yield f"  {code_span(' '.join(for_shell(word) for word in fix['argv']))}"


def _table(table: Table) -> Iterator[str]:
    yield f"## {for_markdown(table.title)}"
    yield ""
    yield _row(table.columns)
    yield _row(("---",) * len(table.columns), escape=False)
    yield from (_row(row) for row in table.rows)


def _row(cells: tuple[str, ...], *, escape: bool = True) -> str:
    return "| " + " | ".join(for_markdown(cell) if escape else cell for cell in cells) + " |"
