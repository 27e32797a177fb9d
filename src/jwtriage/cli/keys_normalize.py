"""``jwtriage keys normalize``: write a sound file."""

from __future__ import annotations

from jwtriage.cli.key_file import write_key
from jwtriage.cli.output import deliver
from jwtriage.cli.parser import Parser
from jwtriage.cli.places import add_place_options, surroundings_of, usable_inputs
from jwtriage.cli.unusable import Unusable
from jwtriage.places.reference import parse_reference
from jwtriage.report.escape import for_terminal
from jwtriage.tasks.keys_normalize import normalize

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def parser() -> Parser:
    """Return the parser of this action."""
    made = Parser("keys normalize", "Write the key at REF as a sound file: PEM or JWK in canonical form, a secret without what its file added.")
    made.add_argument("reference", metavar="REF", help="where the key is")
    target = made.add_mutually_exclusive_group(required=True)
    target.add_argument("--output", metavar="FILE", help="the new file (0600); an existing one is never overwritten")
    target.add_argument("--in-place", action="store_true", help="replace the file itself, if something changes")
    add_place_options(made)
    return made


def run(argv: Sequence[str]) -> int:
    """Run the action; return its exit code."""
    arguments = parser().parse(argv)
    with usable_inputs():
        normal = normalize(arguments.reference, surroundings_of(arguments))
    if arguments.in_place and not normal.whole_file:
        raise Unusable(f"{arguments.reference}: only a file that is one key can be replaced in place; use --output")
    path = parse_reference(arguments.reference).path if arguments.in_place else arguments.output
    if normal.changes or not arguments.in_place:
        write_key(path, normal.text.reveal(), replace=arguments.in_place)
    deliver("".join(f"{for_terminal(path)}: {for_terminal(change)}\n" for change in normal.changes or ("nothing to change",)), None)
    return 0
