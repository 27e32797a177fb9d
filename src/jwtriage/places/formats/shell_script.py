"""Shell scripts: variables that they set, and secrets that they hand to kubectl, docker and others on the command line."""

import re
from collections.abc import Iterator
from itertools import pairwise

from jwtriage.places.formats.assignments import assigned, lines_of, pairs_in, words_of
from jwtriage.places.formats.entry import Entry
from jwtriage.places.formats.source import Source

_ASSIGNMENT = re.compile(r"\s*(?:export\s+|readonly\s+|declare\s+-\w+\s+|local\s+)*([A-Za-z_][A-Za-z0-9_]*)=(.*)")
_LITERAL = re.compile(r"--from-literal[= ]")
_ENVIRONMENT = ("-e", "--env", "--build-arg", "--set", "--set-string")


def matches(source: Source) -> bool:
    """Tell whether the file is a shell script."""
    return source.form == "shell"


def read(source: Source) -> Iterator[Entry]:
    """Yield the keys of the lines of a script."""
    for number, line in lines_of(source.octets):
        yield from of_line(line, source.place, number)


def of_line(line: str, place: str, number: int) -> Iterator[Entry]:
    """Yield the keys that one command line sets or hands on."""
    found = _ASSIGNMENT.match(line)
    if found:
        yield from assigned(found[1], _value(found[2]), place, number)
    elif "=" in line and "-" in line:
        words = words_of(_LITERAL.sub("--from-literal ", line))
        handed = [word for flag, word in pairwise(words) if flag in _ENVIRONMENT or flag == "--from-literal"]
        yield from pairs_in(handed, place, number)


def _value(text: str) -> str:
    """Return what is assigned: the first word without its quotes, or a whole command whose output it is."""
    if text.startswith(("$(", "`")):
        return text.strip()
    return next(iter(words_of(text)), "")
