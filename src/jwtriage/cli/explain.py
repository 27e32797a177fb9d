"""``jwtriage explain``: the page of one root cause, offline."""

from __future__ import annotations

import difflib
from itertools import groupby

from jwtriage.causes.registry import ALL, CAUSES
from jwtriage.cli.output import deliver
from jwtriage.cli.parser import Parser
from jwtriage.cli.unusable import Unusable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from jwtriage.model.cause import Cause


def parser() -> Parser:
    """Return the parser of this command."""
    made = Parser("explain", "Print the page of one root cause; without a name, list them all by family.")
    made.add_argument("cause", nargs="?", metavar="CAUSE", help="the id of a root cause, as reports print it")
    return made


def run(argv: Sequence[str]) -> int:
    """Run the command; return its exit code."""
    name = parser().parse(argv).cause
    deliver(listing() if name is None else page(find(name)), None)
    return 0


def find(name: str) -> Cause:
    """Return a root cause by its id; raises `Unusable` with the nearest ids."""
    if name not in CAUSES:
        near = difflib.get_close_matches(name[:80], CAUSES, n=3, cutoff=0.5)
        hint = f"; did you mean {', '.join(near)}?" if near else "; jwtriage explain lists them"
        raise Unusable(f"explain: there is no root cause {name[:80]!r}{hint}")
    return CAUSES[name]


def page(cause: Cause) -> str:
    """Return the page of a root cause as text."""
    return f"{cause.id}: {cause.title}\n\n{cause.page.strip()}\n\n{cause.url}\n"


def listing() -> str:
    """Return the ids and titles of all root causes, by family."""
    families = groupby(ALL, key=lambda cause: cause.family)
    return "\n".join(f"{family}\n" + "".join(f"  {cause.id:<45} {cause.title}\n" for cause in causes) for family, causes in families)
