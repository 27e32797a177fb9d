"""``jwtriage keys match``: do these belong together?"""

from __future__ import annotations

import os

from jwtriage.cli.parser import Parser, add_output_options
from jwtriage.cli.places import add_place_options, surroundings_of, usable_inputs
from jwtriage.cli.present import present
from jwtriage.tasks.keys_match import match_keys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def parser() -> Parser:
    """Return the parser of this action."""
    made = Parser("keys match", "Tell whether a private key, public key, certificate, JWK, or copies of a secret belong together: exit 0 or 1.")
    made.add_argument("first", metavar="REF", help="where the first key is")
    made.add_argument("others", nargs="+", metavar="REF", help="where the others are")
    add_place_options(made)
    add_output_options(made, ("text", "json", "markdown"))
    return made


def run(argv: Sequence[str]) -> int:
    """Run the action; return its exit code."""
    arguments = parser().parse(argv)
    with usable_inputs():
        report = match_keys([arguments.first, *arguments.others], os.environ, surroundings_of(arguments))
    return present(report, arguments)
