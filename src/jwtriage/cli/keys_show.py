"""``jwtriage keys show``: what each reader and each encoding makes of a key's text."""

from __future__ import annotations

import os
import time

from jwtriage.cli.output import deliver
from jwtriage.cli.parser import Parser, add_fail_on, add_output_options
from jwtriage.cli.places import add_place_options, surroundings_of, usable_inputs
from jwtriage.cli.present import present
from jwtriage.tasks.key_lines import key_lines
from jwtriage.tasks.keys_show import show_keys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def parser() -> Parser:
    """Return the parser of this action."""
    made = Parser("keys show", "Show the keys at the REFs: labels, fingerprints, lengths as classes, what a strict reader would not take.")
    made.add_argument("references", nargs="+", metavar="REF", help="where a key is: key.pem, .env#JWT_SECRET, jwks.json …")
    add_place_options(made)
    add_output_options(made, ("text", "json", "markdown", "logline"))
    add_fail_on(made)
    return made


def run(argv: Sequence[str]) -> int:
    """Run the action; return its exit code."""
    arguments = parser().parse(argv)
    with usable_inputs():
        report = show_keys(arguments.references, os.environ, surroundings_of(arguments))
    if arguments.format != "logline":
        return present(report, arguments)
    deliver(key_lines(report, time.time(), os.uname().nodename), arguments.output)
    return report.exit_code(arguments.fail_on)
