"""``jwtriage keys generate``: write a new key."""

from __future__ import annotations

import os

from jwtriage.cli.key_file import write_key
from jwtriage.cli.output import deliver
from jwtriage.cli.parser import Parser
from jwtriage.cli.places import usable_inputs
from jwtriage.cli.unusable import Unusable
from jwtriage.report.escape import for_terminal
from jwtriage.tasks.keys_generate import FORMATS, RSA_BITS, generate
from jwtriage.tasks.naming import KeyNames

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from jwtriage.tasks.keys_generate import NewKey


def parser() -> Parser:
    """Return the parser of this action."""
    made = Parser("keys generate", "Write a new key to a new file (0600). A shared secret is base64url text, used as it stands.")
    made.add_argument("--alg", required=True, metavar="ALG", help="the algorithm: HS256, RS256, ES256, EdDSA …")
    made.add_argument("--output", required=True, metavar="FILE", help="the new file; an existing one is never overwritten")
    made.add_argument("--public", metavar="FILE", help="another new file, for the public half in the same format")
    made.add_argument("--format", choices=FORMATS, help="how to write it (default: env for HS*, else pem)")
    made.add_argument("--name", default="JWT_SECRET", metavar="NAME", help="the variable in an env file (default JWT_SECRET)")
    made.add_argument("--bits", type=int, choices=RSA_BITS, default=RSA_BITS[0], help=f"size of an RSA key (default {RSA_BITS[0]})")
    return made


def run(argv: Sequence[str]) -> int:
    """Run the action; return its exit code."""
    arguments = parser().parse(argv)
    if not arguments.name.isidentifier():
        raise Unusable("keys generate: --name must be the name of a variable")
    with usable_inputs():
        made = generate(arguments.alg, arguments.format, arguments.name, arguments.bits)
        fingerprint = KeyNames(os.environ).fingerprint(made.key)
    _write(made, arguments)
    deliver(f"{for_terminal(arguments.output)}: {made.key.alg} {fingerprint}\n", None)
    return 0


def _write(made: NewKey, arguments: Namespace) -> None:
    if arguments.public and made.public is None:
        raise Unusable(f"keys generate: {arguments.alg} has no public half")
    write_key(arguments.output, made.private.reveal())
    if arguments.public and made.public is not None:
        write_key(arguments.public, made.public)
