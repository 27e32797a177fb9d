"""Texts made of lines: variables that a line sets, found by the pattern of each format."""

import re
import shlex
from collections.abc import Iterator

from jwtriage.places.formats.entry import Entry, entries
from jwtriage.places.found import Found, written

MAX_LINES = 20_000
LONGEST_LINE = 16_384

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_.-]*\Z")


def lines_of(octets: bytes, *, joined: bool = True) -> Iterator[tuple[int, str]]:
    """Yield the lines with their numbers; with ``joined`` a line that ends in a backslash takes the next one in."""
    text = octets.decode("utf-8", "surrogateescape").removeprefix("\ufeff")
    parts: list[str] = []
    start = 1
    for number, line in enumerate(text.split("\n")[:MAX_LINES], 1):
        start = start if parts else number
        line = line.removesuffix("\r")
        if joined and line.endswith("\\"):
            parts.append(line[:-1])
            continue
        yield start, "".join([*parts, line])[:LONGEST_LINE]
        parts = []


def words_of(line: str) -> list[str]:
    """Split a line as a shell does; as well as it goes where its quotes do not match."""
    try:
        return shlex.split(line, comments=True)
    except ValueError:
        return line.split()


def assigned(name: str, value: str, place: str, line: int, above: tuple[str, ...] = ()) -> Iterator[Entry]:
    """Yield what a variable with this value is to the scan."""
    if NAME.match(name):
        parts = (*above, name)
        yield from entries(Found(parts, written(parts, "/"), value.encode("utf-8", "surrogateescape"), "variable", line), place)


def pairs_in(words: list[str], place: str, line: int) -> Iterator[Entry]:
    """Yield the variables among words of the form ``NAME=value``."""
    for word in words:
        name, equals, value = word.partition("=")
        if equals:
            yield from assigned(name, value, place, line)
