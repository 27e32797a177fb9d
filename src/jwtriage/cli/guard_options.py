"""What the actions of ``jwtriage guard`` share: the options that say which tokens are acceptable."""

from __future__ import annotations

from jwtriage.cli.moment import moment
from jwtriage.cli.parser import duration
from jwtriage.cli.places import add_place_options, surroundings_of
from jwtriage.tasks.guard_request import ANYTHING, GuardRequest, Keyset

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace, _ArgumentGroup

EPILOG = f"""\
The rules stand in a key set of jwtriage.toml, or in the options below --key. {ANYTHING} as an issuer, an audience, a typ or --exp gives that
requirement up. Example:

"""


def add_guard_options(parser: ArgumentParser) -> None:
    """Add the options that say which tokens are acceptable."""
    configured = parser.add_argument_group("rules of a configuration")
    configured.add_argument("--config", metavar="FILE", help="a jwtriage.toml (default: the one in this folder)")
    configured.add_argument("--keyset", action="append", default=[], metavar="NAME", help="its key set (repeatable: several issuers)")
    _add_rules(parser.add_argument_group("rules without a configuration"))
    add_place_options(parser)


def _add_rules(group: _ArgumentGroup) -> None:
    group.add_argument("--key", metavar="REF", help="the key that verifies; https://host/jwks.json and oidc:https://host are followed")
    group.add_argument("--next", metavar="REF", help="the key that comes next")
    group.add_argument("--next-from", type=moment, metavar="TIME", help="when it begins to be trusted (default: now)")
    group.add_argument("--previous", metavar="REF", help="the key that was replaced")
    group.add_argument("--previous-until", type=moment, metavar="TIME", help="when it is no longer trusted (default: never)")
    group.add_argument("--alg", action="append", default=[], metavar="ALG", help="an accepted algorithm (repeatable)")
    group.add_argument("--issuer", action="append", default=[], metavar="ISS", help="an accepted iss (repeatable)")
    group.add_argument("--audience", action="append", default=[], metavar="AUD", help="an accepted aud (repeatable)")
    group.add_argument("--typ", action="append", default=[], metavar="TYP", help="an accepted typ (repeatable; default JWT and at+jwt)")
    group.add_argument("--azp", action="append", default=[], metavar="AZP", help=f"an accepted azp (repeatable; default {ANYTHING})")
    group.add_argument("--exp", choices=[ANYTHING], help="accept tokens without exp")
    group.add_argument("--id-tokens", action="store_true", help="accept OpenID Connect ID tokens")
    group.add_argument("--leeway", type=duration, default=0.0, metavar="DURATION", help="tolerance for exp, nbf and iat (default 0s)")


def guard_request_of(arguments: Namespace) -> GuardRequest:
    """Return what the options ask for."""
    references = {"current": arguments.key, "next": arguments.next, "previous": arguments.previous}
    described = Keyset(
        references={role: reference for role, reference in references.items() if reference is not None},
        algorithms=tuple(arguments.alg),
        issuer=tuple(arguments.issuer),
        audience=tuple(arguments.audience),
        typ=tuple(arguments.typ),
        azp=tuple(arguments.azp),
        leeway=arguments.leeway,
        expires=arguments.exp is None,
        id_tokens=arguments.id_tokens,
        next_from=arguments.next_from,
        previous_until=arguments.previous_until,
    )
    return GuardRequest(described, arguments.config, tuple(arguments.keyset), surroundings_of(arguments))
