"""The report as Markdown, for an issue or a chat: everything from outside is shown as it is, nothing in it becomes markup."""

from __future__ import annotations

from jwtriage.report.details import detail_lines
from jwtriage.report.escape import code_span, for_markdown, for_shell

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from jwtriage.model.finding import Evidence, Finding, Fix
    from jwtriage.model.report import Report, Table


def render(report: Report) -> str:
    """Write the report as Markdown, ending in a newline."""
    head = f"# jwtriage {for_markdown(report.task)}" + (f": {for_markdown(report.verdict)}" if report.verdict else "")
    blocks = [
        [head],
        *(list(_finding(finding)) for finding in report.findings),
        *(list(_table(table)) for table in report.tables),
        [f"- {for_markdown(name)}: {for_markdown(value)}" for name, value in detail_lines(report.details)],
        [f"- not read: {for_markdown(unread.origin)}: {for_markdown(unread.why)}" for unread in report.unread],
        [" · ".join(f"{for_markdown(name)} {for_markdown(value)}" for name, value in report.facts.items())],
    ]
    return "\n\n".join("\n".join(block) for block in blocks if any(block)) + "\n"


def _finding(finding: Finding) -> Iterator[str]:
    yield f"## {finding.severity}: {for_markdown(finding.title)}"
    yield ""
    yield f"{code_span(finding.id)}, {finding.certainty}" + (f", in {code_span(str(finding.origin))}" if finding.origin else "")
    yield ""
    yield from (_evidence(evidence) for evidence in finding.evidence)
    for fix in finding.fix:
        yield from _fix(fix)


def _evidence(evidence: Evidence) -> str:
    return f"- {for_markdown(evidence.fact)}" + (f" ({code_span(str(evidence.origin))})" if evidence.origin else "")


def _fix(fix: Fix) -> Iterator[str]:
    yield f"- **Fix:** {for_markdown(fix.text)}"
    if fix.argv:
        yield f"  {code_span(' '.join(for_shell(word) for word in fix.argv))}"


def _table(table: Table) -> Iterator[str]:
    yield f"## {for_markdown(table.title)}"
    yield ""
    yield _row(table.columns)
    yield _row(("---",) * len(table.columns), escape=False)
    yield from (_row(row) for row in table.rows)


def _row(cells: tuple[str, ...], *, escape: bool = True) -> str:
    return "| " + " | ".join(for_markdown(cell) if escape else cell for cell in cells) + " |"
