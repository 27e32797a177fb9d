"""``jwtriage guard lint``: what would this configuration accept?"""

from __future__ import annotations

from jwtriage.cli.guard_options import EPILOG, add_guard_options, guard_request_of
from jwtriage.cli.parser import Parser, add_fail_on, add_output_options
from jwtriage.cli.places import usable_inputs
from jwtriage.cli.present import present
from jwtriage.tasks.guard_lint import lint

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_EXAMPLE = "  jwtriage guard lint --key keys/v1.pem --alg RS256 --issuer https://id.shop.example --audience shop-api\n"


def parser() -> Parser:
    """Return the parser of this action."""
    made = Parser("guard lint", "Show what a guard with these rules accepts, and try the twelve classic attacks on it.", EPILOG + _EXAMPLE)
    add_guard_options(made)
    add_output_options(made, ("text", "json", "markdown"))
    add_fail_on(made)
    return made


def run(argv: Sequence[str]) -> int:
    """Run the action; return its exit code."""
    arguments = parser().parse(argv)
    with usable_inputs():
        report = lint(guard_request_of(arguments))
    return present(report, arguments)
