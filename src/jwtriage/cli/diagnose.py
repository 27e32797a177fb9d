"""``jwtriage diagnose``: why does this signature fail, who signed it, what is the fix?"""

from __future__ import annotations

import os
from argparse import ArgumentTypeError

from jwtriage.cli.inputs import read_payload, read_token
from jwtriage.cli.moment import moment
from jwtriage.cli.parser import Parser, add_fail_on, add_output_options, duration
from jwtriage.cli.places import add_place_options, usable_inputs
from jwtriage.cli.present import present
from jwtriage.cli.progress import ProgressLine
from jwtriage.report.escape import without_tokens
from jwtriage.tasks.diagnose import diagnose
from jwtriage.tasks.request import DiagnoseRequest, NamedReference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace, _ArgumentGroup
    from collections.abc import Sequence

    from jwtriage.tasks.request import Progress

LONGEST_ALGORITHM = 100
"""Characters of an algorithm's name."""

_EPILOG = """\
A REF says where a key is: key.pem, .env#JWT_SECRET, values.yaml#auth.secret, secret.yaml#object/key, https://host/jwks.json,
env:NAME, a folder. Secrets are never arguments. Example:

  jwtriage diagnose @token.txt --verifier orders.env#JWT_SECRET --candidate auth.env
"""


def parser() -> Parser:
    """Return the parser of this command."""
    made = Parser("diagnose", "Why does this signature fail, who signed it, what is the fix?", _EPILOG)
    made.add_argument("token", metavar="TOKEN", help="- (stdin), @FILE, or the token itself")
    _add_keys(made.add_argument_group("keys"))
    _add_policy(made.add_argument_group("what the verifier demands"))
    _add_search(made.add_argument_group("the search"))
    made.add_argument("--claims", metavar="all|none|LIST", help="claims shown with their values (default: the registered ones)")
    add_output_options(made, ("text", "json", "markdown"))
    add_fail_on(made)
    return made


def run(argv: Sequence[str]) -> int:
    """Run the command; return its exit code."""
    arguments = parser().parse(argv)
    with usable_inputs(), ProgressLine(not arguments.quiet) as progress:
        report = diagnose(request_of(arguments, progress))
    return present(report, arguments)


def request_of(arguments: Namespace, progress: Progress) -> DiagnoseRequest:
    """Turn parsed arguments into the request of the task; reads the tokens and the payload."""
    return DiagnoseRequest(
        token=read_token(arguments.token, quiet=arguments.quiet),
        verifiers=tuple(arguments.verifier),
        candidates=tuple(arguments.candidate),
        also_tokens=tuple(read_token(other, quiet=arguments.quiet) for other in arguments.also_token),
        algorithms=tuple(arguments.alg),
        issuer=arguments.issuer,
        audience=arguments.audience,
        at=arguments.at,
        leeway=arguments.leeway,
        payload=read_payload(arguments.payload) if arguments.payload else None,
        recover=tuple(arguments.recover),
        discover=arguments.discover,
        budget=arguments.budget,
        timeout=arguments.timeout,
        offline=arguments.offline,
        ca_file=arguments.ca_file,
        config=arguments.config,
        claims=arguments.claims,
        environment=dict(os.environ),
        progress=progress,
    )


def named_reference(text: str) -> NamedReference:
    """Read ``[NAME=]REF``. A name is a word; a REF whose path holds ``=`` is written with ``%3D`` or after a name."""
    name, equals, reference = text.partition("=")
    is_named = bool(equals) and name.replace("-", "").replace("_", "").isalnum()
    read = NamedReference(name, reference) if is_named else NamedReference("", text)
    if not read.reference:
        raise ArgumentTypeError("an empty REF")
    return read


def algorithm(text: str) -> str:
    """Take the name of an algorithm, registered or not: old verifiers have names of their own, even addresses. A token is none."""
    if not text or len(text) > LONGEST_ALGORITHM or without_tokens(text) != text:
        raise ArgumentTypeError("this is no name of an algorithm")
    return text


def _add_keys(group: _ArgumentGroup) -> None:
    group.add_argument(
        "--verifier", action="append", default=[], type=named_reference, metavar="[NAME=]REF", help="a key as the verifier has it (repeatable)"
    )
    group.add_argument("--candidate", action="append", default=[], metavar="REF", help="a place where the signer's key may be (repeatable)")
    group.add_argument("--config", metavar="FILE", help="a jwtriage.toml that names the verifiers")
    group.add_argument("--also-token", action="append", default=[], metavar="TOKEN", help="another token of the same signer (repeatable)")


def _add_policy(group: _ArgumentGroup) -> None:
    group.add_argument(
        "--alg", action="append", default=[], type=algorithm, metavar="ALG", help="an algorithm that the verifier accepts (repeatable)"
    )
    group.add_argument("--issuer", metavar="ISS", help="the iss that the verifier demands")
    group.add_argument("--audience", metavar="AUD", help="the aud that the verifier demands")
    group.add_argument("--at", type=moment, metavar="TIME", help="the moment of verification: ISO 8601 or epoch seconds (default now)")
    group.add_argument("--leeway", type=duration, default=0.0, metavar="DURATION", help="tolerance for exp, nbf and iat (default 0s)")
    group.add_argument("--payload", metavar="FILE", help="the detached content that was signed")


def _add_search(group: _ArgumentGroup) -> None:
    group.add_argument("--recover", action="append", default=[], choices=["rsa"], help="compute the public RSA key from several tokens")
    group.add_argument("--discover", action="store_true", help="fetch the issuer's published keys (https)")
    group.add_argument("--budget", type=duration, default=30.0, metavar="DURATION", help="time for the search (default 30s)")
    add_place_options(group)
