"""``jwtriage scan``: which keys live in this tree, which copies disagree, which are broken, default or leaked?"""

from __future__ import annotations

import os

from jwtriage.cli.parser import Parser, add_fail_on, add_output_options
from jwtriage.cli.places import usable_inputs
from jwtriage.cli.present import present
from jwtriage.cli.progress import ProgressLine
from jwtriage.tasks.scan import ScanRequest, scan

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def parser() -> Parser:
    """Return the parser of this command."""
    made = Parser(
        "scan", "Find the keys of a tree of configuration and code: copies that disagree, broken, default and leaked keys. No value is ever printed."
    )
    made.add_argument("paths", nargs="+", metavar="PATH", help="a folder or a file")
    made.add_argument("--all", action="store_true", help="read also what is skipped otherwise (ignored files, dependencies)")
    add_output_options(made, ("text", "json", "sarif", "markdown", "html", "junit"))
    add_fail_on(made)
    return made


def run(argv: Sequence[str]) -> int:
    """Run the command; return its exit code."""
    arguments = parser().parse(argv)
    with usable_inputs(), ProgressLine(active=not arguments.quiet) as progress:
        report = scan(ScanRequest(tuple(arguments.paths), arguments.all, os.environ, progress))
    return present(report, arguments)
