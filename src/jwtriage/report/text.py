"""The report as text for a terminal, in the manner of rustc: what is, the facts with their origins, the help."""

from __future__ import annotations

from jwtriage.report.details import detail_lines, place_of
from jwtriage.report.escape import for_shell, for_terminal
from jwtriage.report.json import finding_members
from jwtriage.report.paint import Paint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from jwtriage.model.case import Unread
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
_WITHOUT_VERIFIER = "no key of a verifier was given; this is what the token and the candidates show"
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
    several = report.details.get("verifiers", {})
    findings = [] if several else [finding_members(finding) for finding in report.findings]
    blocks = [
        _verdict(report, paint),
        *(block for name, part in several.items() for block in _verifier(name, part, paint)),
        *(list(_finding(finding, paint)) for finding in findings),
        *(list(_table(table, paint)) for table in report.tables),
        list(_summary(report, paint)),
    ]
    return "\n\n".join("\n".join(block) for block in blocks if block) + "\n"


def _verdict(report: Report, paint: Paint) -> list[str]:
    if report.verdict is None:
        return []
    meaning = _WITHOUT_VERIFIER if report.verdict == "unexplained" and report.details.get("verifier") == [] else _VERDICTS.get(report.verdict)
    return [_verdict_words(report.verdict, paint) + (f": {meaning}" if meaning else "")]


def _verdict_words(verdict: str, paint: Paint) -> str:
    return paint(_VERDICT_COLOURS.get(verdict, "strong"), for_terminal(verdict))


def _verifier(name: str, part: Mapping[str, Any], paint: Paint) -> Iterator[list[str]]:
    """Write one of several verifiers: its verdict, its causes and its keys."""
    head = f"{paint('strong', for_terminal(name or 'verifier'))}: {_verdict_words(part['verdict'], paint)}"
    first, *others = [list(_finding(finding, paint)) for finding in part["causes"]] or [[]]
    yield [head, *first]
    yield from others
    yield list(_labelled(detail_lines({"signer": part.get("signer"), "verifier": part.get("verifier")}), paint))


def _finding(finding: Mapping[str, Any], paint: Paint) -> Iterator[str]:
    head = paint(finding["severity"], f"{finding['severity']}[{for_terminal(finding['id'])}]")
    yield f"{head}: {paint('strong', for_terminal(finding['title']))} {paint('faint', '(' + finding['certainty'] + ')')}"
    if finding["origin"]:
        yield f"  {paint('note', '-->')} {_origin(finding['origin'])}"
    for evidence in finding["evidence"]:
        where = f"  [{_origin(evidence['origin'])}]" if evidence["origin"] not in ({}, finding["origin"]) else ""
        yield f"   = {paint('strong', 'note')}: {for_terminal(evidence['fact'])}{where}"
    for fix in finding["fix"]:
        yield from _fix(fix, paint)


def _fix(fix: Mapping[str, Any], paint: Paint) -> Iterator[str]:
    yield f"   = {paint('help', 'help')}: {for_terminal(fix['text'])}"
    if fix["argv"]:
        yield f"           $ {' '.join(for_shell(word) for word in fix['argv'])}"


def _origin(origin: Mapping[str, Any]) -> str:
    return for_terminal(place_of(origin)) + (f" (line {origin['line']})" if "line" in origin else "")


def _table(table: Table, paint: Paint) -> Iterator[str]:
    rows = [table.columns, *table.rows]
    cells = [[for_terminal(cell) for cell in row] for row in rows]
    widths = [max(len(row[column]) for row in cells) for column in range(len(table.columns))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=False)).rstrip() for row in cells]
    yield paint("strong", for_terminal(table.title))
    yield "  " + paint("faint", lines[0])
    yield from ("  " + line for line in lines[1:])


def _summary(report: Report, paint: Paint) -> Iterator[str]:
    unread = [_unread(unread) for unread in report.unread]
    return _labelled([*detail_lines(report.details), *unread], paint)


def _labelled(lines: Iterable[tuple[str, str]], paint: Paint) -> Iterator[str]:
    """Write lines with their labels, each label once."""
    previous = ""
    for name, value in lines:
        label = "" if name == previous else name
        yield f"{paint('faint', label.ljust(_LABEL_WIDTH))} {for_terminal(value)}"
        previous = name


def _unread(unread: Unread) -> tuple[str, str]:
    return "not read", f"{unread.origin}: {unread.why}"
