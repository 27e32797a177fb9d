"""``jwtriage logs redact``: standard input to standard output, without tokens and private keys."""

from __future__ import annotations

import os
import sys
from typing import cast

from jwtriage.cli.parser import Parser
from jwtriage.cli.places import usable_inputs
from jwtriage.tasks.redact import redact

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from io import BufferedReader


def parser() -> Parser:
    """Return the parser of this action."""
    return Parser(
        "logs redact",
        "Copy standard input to standard output; for each token stand its algorithm, its kid and a fingerprint that tells equal tokens,"
        " for each private key a word. The rules are those of the guard's log filter.",
    )


def run(argv: Sequence[str]) -> int:
    """Run the action; return its exit code."""
    parser().parse(argv)
    with usable_inputs():
        redact(cast("BufferedReader", sys.stdin.buffer), sys.stdout.buffer, os.environ)
    return 0
