"""Shows a report in the format that was asked for and returns the exit code, which is the same in every format."""

from __future__ import annotations

from jwtriage.cli.output import deliver, wants_colour
from jwtriage.report import html, json, junit, markdown, sarif, text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

    from jwtriage.model.report import Report


def present(report: Report, arguments: Namespace) -> int:
    """Render, deliver, and return the exit code of the report."""
    deliver(rendered(report, arguments), arguments.output)
    return report.exit_code(getattr(arguments, "fail_on", "warning"))


def rendered(report: Report, arguments: Namespace) -> str:
    """Render the report in ``arguments.format``."""
    if arguments.format == "text":
        return text.render(report, colour=wants_colour(arguments))
    if arguments.format == "junit":
        return junit.render(report, getattr(arguments, "fail_on", "warning"))
    renderers = {"json": json.render, "markdown": markdown.render, "html": html.render, "sarif": sarif.render}
    return renderers[arguments.format](report)
