"""``jwtriage scan``: which keys live in this tree, which copies disagree, which are broken, default or leaked?"""

from __future__ import annotations

import os

from jwtriage.cli.inputs import read_payload as read_small
from jwtriage.cli.output import deliver
from jwtriage.cli.parser import Parser, add_fail_on, add_output_options
from jwtriage.cli.places import usable_inputs
from jwtriage.cli.present import present
from jwtriage.cli.progress import ProgressLine
from jwtriage.report.json import write
from jwtriage.tasks.scan import ScanRequest, full_scan

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
    made.add_argument(
        "--compare", action="store_true", help="two PATHs that should hold the same keys: tell which differ, how, and which are missing"
    )
    made.add_argument("--baseline", metavar="FILE", help="leave out the findings that FILE accepts")
    made.add_argument("--write-baseline", metavar="FILE", help="write a FILE that accepts all that is found now, by rule and place")
    made.add_argument("--inventory", metavar="FILE", help="write which workload uses which key as JSON, without any value")
    made.add_argument("--config", metavar="FILE", help="a jwtriage.toml that says which places hold one key")
    add_output_options(made, ("text", "json", "sarif", "markdown", "html", "junit"))
    add_fail_on(made)
    return made


def run(argv: Sequence[str]) -> int:
    """Run the command; return its exit code."""
    arguments = parser().parse(argv)
    accepted = read_small(arguments.baseline) if arguments.baseline else None
    with usable_inputs(), ProgressLine(active=not arguments.quiet) as progress:
        paths = tuple(arguments.paths)
        found = full_scan(ScanRequest(paths, arguments.all, arguments.compare, accepted, arguments.config, os.environ, progress))
    for path, members in ((arguments.write_baseline, found.baseline), (arguments.inventory, found.inventory)):
        if path:
            deliver(write(members), path)
    return present(found.report, arguments)
