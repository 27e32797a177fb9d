"""``jwtriage guard``: a verifier beside services of any language, and what it would accept."""

from __future__ import annotations

from importlib import import_module

from jwtriage.cli.output import deliver
from jwtriage.cli.unusable import Unusable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

ACTIONS = {
    "serve": "answer nginx, Envoy, Traefik or Caddy whether a request's token is acceptable",
    "lint": "what would this configuration accept? keys, rules, and the twelve classic attacks",
}


def help_text() -> str:
    """Return what ``jwtriage guard --help`` prints."""
    actions = "".join(f"  {name:<7}{summary}\n" for name, summary in ACTIONS.items())
    return f"usage: jwtriage guard ACTION [OPTIONS]\n\nactions:\n{actions}\njwtriage guard ACTION --help tells an action's options\n"


def run(argv: Sequence[str]) -> int:
    """Run the action named first; return its exit code."""
    if not argv or argv[0] in ("-h", "--help"):
        deliver(help_text(), None)
        return 0 if argv else 2
    if argv[0] not in ACTIONS:
        raise Unusable(f"guard: there is no action {argv[0][:40]!r}; the actions are {', '.join(ACTIONS)}")
    try:
        action = import_module(f"jwtriage.cli.guard_{argv[0]}")
    except ImportError as error:
        raise Unusable(f"guard {argv[0]}: {error.msg}") from None
    status: int = action.run(argv[1:])
    return status
