"""The report as JUnit XML, as Jenkins and GitLab read it: each finding is a test, each place that was not read is a skipped one."""

from __future__ import annotations

from html import escape

from jwtriage.report.escape import for_shell, for_terminal

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from jwtriage.model.case import Unread
    from jwtriage.model.finding import Finding, Severity
    from jwtriage.model.report import Report

_SEVERITIES = ("error", "warning", "note")


def render(report: Report, fail_on: Severity = "warning") -> str:
    """Write the report as XML, ending in a newline. Findings of at least ``fail_on`` are failures, as in the exit code; others pass."""
    limit = _SEVERITIES.index(fail_on)
    failing = [finding for finding in report.findings if _SEVERITIES.index(finding.severity) <= limit]
    passing = [finding for finding in report.findings if finding not in failing]
    cases = [
        *(line for finding in failing for line in _case(finding, "failure")),
        *(line for finding in passing for line in _case(finding, "system-out")),
        *(line for entry in report.unread for line in _skipped(entry, report.task)),
    ]
    count = len(report.findings) + len(report.unread)
    whole = [] if count else [f'  <testcase classname="jwtriage" name="{_shown(report.task)}" time="0"/>']
    counts = f'tests="{count or 1}" failures="{len(failing)}" errors="0" skipped="{len(report.unread)}" time="0"'
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f"<testsuites {counts}>",
        f'<testsuite name="jwtriage {_shown(report.task)}" {counts}>',
        *(cases or whole),
        "</testsuite>",
        "</testsuites>",
    ]
    return "\n".join(lines) + "\n"


def _shown(text: str) -> str:
    """Escape text from outside. XML 1.0 cannot carry control characters at all: they are written as escapes first."""
    return escape(for_terminal(text))


def _case(finding: Finding, outcome: str) -> Iterator[str]:
    origin = finding.origin
    file = f' file="{_shown(origin.place)}"' if origin else ""
    line = f' line="{origin.line}"' if origin and origin.line else ""
    name = f"{finding.title} ({origin})" if origin else finding.title
    yield f'  <testcase classname="jwtriage.{_shown(finding.id)}" name="{_shown(name)}"{file}{line} time="0">'
    told = f' message="{_shown(finding.title)}" type="{finding.severity}"' if outcome == "failure" else ""
    yield f"    <{outcome}{told}>{chr(10).join(map(_shown, _told(finding)))}</{outcome}>"
    yield "  </testcase>"


def _told(finding: Finding) -> Iterator[str]:
    yield f"{finding.severity}, {finding.certainty}: {finding.title}"
    yield from (f"- {evidence.fact}" + (f" in {evidence.origin}" if evidence.origin else "") for evidence in finding.evidence)
    for fix in finding.fix:
        yield f"Fix: {fix.text}" + (f": {' '.join(map(for_shell, fix.argv))}" if fix.argv else "")
    yield from filter(None, (finding.url,))


def _skipped(entry: Unread, task: str) -> Iterator[str]:
    yield f'  <testcase classname="jwtriage.unread" name="{_shown(entry.origin)}" time="0">'
    yield f'    <skipped message="{_shown(f"{task}: not read: {entry.why}")}"/>'
    yield "  </testcase>"
