"""``jwtriage decode``: what is in this token, and what is odd about its text?"""

from __future__ import annotations

import os
import time

from jwtriage.cli.inputs import read_token
from jwtriage.cli.output import deliver, wants_colour
from jwtriage.cli.parser import Parser, add_output_options
from jwtriage.cli.unusable import Unusable
from jwtriage.report import decoded, json
from jwtriage.tasks.decode import NoToken, decode
from jwtriage.tasks.fingerprint_key import UnusableFingerprintKey

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from typing import Any


def parser() -> Parser:
    """Return the parser of this command."""
    made = Parser("decode", "What is in this token, and what is odd about its text? Needs no key, verifies nothing, shows no signature.")
    made.add_argument("token", metavar="TOKEN", help="- (stdin), @FILE, or the token itself")
    made.add_argument("--claims", metavar="all|none|LIST", help="claims shown with their values (default: the registered ones)")
    add_output_options(made)
    return made


def run(argv: Sequence[str]) -> int:
    """Run the command; return its exit code."""
    arguments = parser().parse(argv)
    members = _members(arguments)
    text = json.write(members) if arguments.format == "json" else decoded.render(members, colour=wants_colour(arguments))
    deliver(text, arguments.output)
    return 3 if members["unread"] else 0


def _members(arguments: Namespace) -> dict[str, Any]:
    token = read_token(arguments.token, quiet=arguments.quiet)
    try:
        return decode(token, claims=arguments.claims, environment=os.environ, random_key=os.urandom(32), now=time.time())
    except (NoToken, UnusableFingerprintKey) as error:
        raise Unusable(str(error)) from None
