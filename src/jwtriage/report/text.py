"""The report as text for a terminal, in the manner of rustc: what is, the facts with their origins, the help."""

from __future__ import annotations

from jwtriage.report.details import detail_lines
from jwtriage.report.escape import for_shell, for_terminal
from jwtriage.report.paint import Paint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from jwtriage.model.case import Origin, Unread
    from jwtriage.model.finding import Finding, Fix
    from jwtriage.model.report import Report, Table

_VERDICT_COLOURS = {
    "valid": "good",
    "match": "good",
    "differ": "error",
    "explained": "error",
    "not-a-signature-problem": "warning",
    "unexplained": "warning",
}
_LABEL_WIDTH = 9
_VERDICTS = {
    "valid": "the signature and the claims are good, exactly as the verifier is configured",
    "explained": "the signature does not verify as the verifier is configured, and here is why",
    "unexplained": "the signature does not verify, and nothing that was tried explains it",
    "not-a-signature-problem": "the signature is not what fails",
    "match": "they belong together",
    "differ": "no key is common to all of them",
    "unknown": "not all of them could be read",
}


def render(report: Report, *, colour: bool = False) -> str:
    """Write the report as text, ending in a newline; ANSI colours only where ``colour`` is true."""
    paint = Paint(colour)
    blocks = [
        _verdict(report, paint),
        *(list(_finding(finding, paint)) for finding in report.findings),
        *(list(_table(table, paint)) for table in report.tables),
        list(_summary(report, paint)),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _verdict(report: Report, paint: Paint) -> list[str]:
    if report.verdict is None:
        return []
    word = paint(_VERDICT_COLOURS.get(report.verdict, "strong"), for_terminal(report.verdict))
    meaning = _VERDICTS.get(report.verdict)
    return [f"{word}: {meaning}" if meaning else word]


def _finding(finding: Finding, paint: Paint) -> Iterator[str]:
    head = paint(finding.severity, f"{finding.severity}[{for_terminal(finding.id)}]")
    yield f"{head}: {paint('strong', for_terminal(finding.title))} {paint('faint', f'({finding.certainty})')}"
    if finding.origin:
        yield f"  {paint('note', '-->')} {_origin(finding.origin)}"
    for evidence in finding.evidence:
        where = f"  [{_origin(evidence.origin)}]" if evidence.origin else ""
        yield f"   = {paint('strong', 'note')}: {for_terminal(evidence.fact)}{where}"
    for fix in finding.fix:
        yield from _fix(fix, paint)


def _fix(fix: Fix, paint: Paint) -> Iterator[str]:
    yield f"   = {paint('help', 'help')}: {for_terminal(fix.text)}"
    if fix.argv:
        yield f"           $ {' '.join(for_shell(word) for word in fix.argv)}"


def _origin(origin: Origin) -> str:
    line = f" (line {origin.line})" if origin.line is not None else ""
    return for_terminal(str(origin)) + line


def _table(table: Table, paint: Paint) -> Iterator[str]:
    rows = [table.columns, *table.rows]
    cells = [[for_terminal(cell) for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in cells) for column in range(len(table.columns))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip() for row in cells]
    yield paint("strong", for_terminal(table.title))
    yield "  " + paint("faint", lines[0])
    yield from ("  " + line for line in lines[1:])


def _summary(report: Report, paint: Paint) -> Iterator[str]:
    previous = ""
    for name, value in [*detail_lines(report.details), *(_unread(unread) for unread in report.unread)]:
        label = "" if name == previous else name
        yield f"{paint('faint', label.ljust(_LABEL_WIDTH))} {for_terminal(value)}"
        previous = name


def _unread(unread: Unread) -> tuple[str, str]:
    return "not read", f"{unread.origin}: {unread.why}"
