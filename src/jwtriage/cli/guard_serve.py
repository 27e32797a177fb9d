"""``jwtriage guard serve``: forward auth for proxies."""

from __future__ import annotations

import logging
import sys
from argparse import ArgumentTypeError

from jwtriage.cli.guard_options import EPILOG, add_guard_options, guard_request_of
from jwtriage.cli.parser import Parser
from jwtriage.cli.places import usable_inputs
from jwtriage.cli.unusable import Unusable
from jwtriage.guard.identity import IDENTITY, IdentityHeaders
from jwtriage.guard.listening import UnusableAddress, parse_address
from jwtriage.guard.log_filter import RedactingFilter
from jwtriage.guard.refusal import Refusal
from jwtriage.tasks.guard_serve import ServeRequest, serve_guard

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace, _ArgumentGroup
    from collections.abc import Sequence

    from jwtriage.guard.listening import Address

_EXAMPLE = """\
  jwtriage guard serve --config jwtriage.toml --listen 127.0.0.1:9300 --admin 127.0.0.1:9301

Configurations of proxies: examples/guard. A changed key file is taken over without a restart; Ctrl-C or SIGTERM ends the server.
"""


def parser() -> Parser:
    """Return the parser of this action."""
    made = Parser("guard serve", "Answer proxies whether a request's token is acceptable: 200 with identity headers, or 401.", EPILOG + _EXAMPLE)
    _add_listeners(made.add_argument_group("addresses (HOST:PORT or unix:/path)"))
    _add_answers(made.add_argument_group("answers"))
    add_guard_options(made)
    made.add_argument("--instance", metavar="NAME", help="what the start-up lines call this process (default: host name and process id)")
    made.add_argument("--quiet", action="store_true", help="no line for each rejection")
    return made


def run(argv: Sequence[str]) -> int:
    """Run the action until it is told to stop; return its exit code."""
    arguments = parser().parse(argv)
    with usable_inputs():
        try:
            request = _request_of(arguments)
            _log_to_stderr(quiet=arguments.quiet)
            serve_guard(request)
        except (UnusableAddress, Refusal) as error:
            raise Unusable(f"guard serve: {error}") from None
    return 0


def _add_listeners(group: _ArgumentGroup) -> None:
    group.add_argument("--listen", default="127.0.0.1:9300", metavar="ADDRESS", help="where the proxy asks (default 127.0.0.1:9300)")
    group.add_argument("--admin", metavar="ADDRESS", help="where /keys, /metrics and /healthz are answered (default: nowhere)")
    group.add_argument("--canary", metavar="ADDRESS", help="where canaries of a rotation are accepted, too (default: nowhere)")
    group.add_argument("--allow-remote", action="store_true", help="addresses that other hosts can reach may be listened on")


def _add_answers(group: _ArgumentGroup) -> None:
    identity = ", ".join(f"{header}={claim}" for header, claim in IDENTITY.items())
    group.add_argument(
        "--header", action="append", default=[], type=_header, metavar="NAME=CLAIM", help=f"an identity header (repeatable; default {identity})"
    )
    group.add_argument("--reason-header", action="store_true", help="tell the proxy the reason in X-JWT-Reason; it must keep it from the client")
    group.add_argument("--realm", metavar="TEXT", help="the realm of WWW-Authenticate")


def _header(text: str) -> tuple[str, str]:
    """Read ``NAME=CLAIM``."""
    name, _, claim = text.partition("=")
    try:
        IdentityHeaders({name: claim})
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from None
    if not claim:
        raise ArgumentTypeError(f"{name} needs a claim: NAME=CLAIM")
    return name, claim


def _request_of(arguments: Namespace) -> ServeRequest:
    return ServeRequest(
        guard_request_of(arguments),
        parse_address(arguments.listen, remote=arguments.allow_remote),
        admin=_address(arguments.admin, arguments),
        canary=_address(arguments.canary, arguments),
        identity=dict(arguments.header) or IDENTITY,
        reason_header=arguments.reason_header,
        realm=arguments.realm,
        instance=arguments.instance,
    )


def _address(text: str | None, arguments: Namespace) -> Address | None:
    return None if text is None else parse_address(text, remote=arguments.allow_remote)


def _log_to_stderr(*, quiet: bool) -> None:
    """Write what the guard logs to stderr, free of tokens and keys; of the server only its warnings."""
    handler = logging.StreamHandler(sys.stderr)
    handler.addFilter(RedactingFilter())
    logging.basicConfig(handlers=[handler], format="%(message)s", level=logging.WARNING, force=True)
    logging.getLogger("jwtriage.guard").setLevel(logging.INFO)
    logging.getLogger("jwtriage.guard.forward_auth").setLevel(logging.WARNING if quiet else logging.INFO)
