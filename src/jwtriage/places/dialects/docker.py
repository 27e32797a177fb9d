"""``docker run --env-file``: the line after ``=`` is the value, quotes, blanks and ``#`` included; one bad line refuses the file."""

import re
from collections.abc import Iterator

from jwtriage.places.dialects.assignment import Assignment, Refused

MAX_LINE_OCTETS = 65_535
_SPACE = "\t\n\v\f\r \u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
_ANY_SPACE = re.compile(f"[{_SPACE}]")


def read(text: str) -> Iterator[Assignment]:
    """Yield the assignments that docker passes on; a name without ``=`` comes from the caller's environment and is left out.

    Raises `Refused` where docker would not start the container.
    """
    assignments = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line:
            continue
        line = line.removesuffix("\r")
        if number == 1:
            line = line.removeprefix("\ufeff")
        assignment = _assignment(line, number)
        if assignment:
            assignments.append(assignment)
    return iter(assignments)


def _assignment(line: str, number: int) -> Assignment | None:
    """Read one line; ``None`` for a comment, an empty line or a name alone."""
    if len(line) > MAX_LINE_OCTETS or any("\ud800" <= character <= "\udfff" for character in line):
        raise Refused(number, "is longer than 64 KiB or not UTF-8")
    line = line.lstrip(_SPACE)
    if not line or line.startswith("#"):
        return None
    name, equals, value = line.partition("=")
    if not name:
        raise Refused(number, "has no variable name")
    if _ANY_SPACE.search(name):
        raise Refused(number, "has white space in the variable name (export is not understood)")
    return Assignment(name, value, value, number) if equals else None
