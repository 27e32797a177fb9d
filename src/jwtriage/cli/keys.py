"""``jwtriage keys``: which key is this, what do different readers make of it, is it sound?"""

from __future__ import annotations

from importlib import import_module

from jwtriage.cli.output import deliver
from jwtriage.cli.unusable import Unusable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

ACTIONS = {
    "show": "what each reader and each encoding makes of the text",
    "match": "do a private key, public key, certificate, JWK or copies of a secret belong together?",
    "normalize": "write a sound file: PEM repaired, a secret freed of what its file added",
    "generate": "write a new key",
}


def help_text() -> str:
    """Return what ``jwtriage keys --help`` prints."""
    actions = "".join(f"  {name:<11}{summary}\n" for name, summary in ACTIONS.items())
    return f"usage: jwtriage keys ACTION REF… [OPTIONS]\n\nactions:\n{actions}\njwtriage keys ACTION --help tells an action's options\n"


def run(argv: Sequence[str]) -> int:
    """Run the action named first; return its exit code."""
    if not argv or argv[0] in ("-h", "--help"):
        deliver(help_text(), None)
        return 0 if argv else 2
    if argv[0] not in ACTIONS:
        raise Unusable(f"keys: there is no action {argv[0][:40]!r}; the actions are {', '.join(ACTIONS)}")
    status: int = import_module(f"jwtriage.cli.keys_{argv[0]}").run(argv[1:])
    return status
