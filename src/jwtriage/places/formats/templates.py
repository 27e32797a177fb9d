"""Templates of YAML (Helm, Jinja): read line by line, since only rendering makes YAML of them. What a line assigns from is a user of a key."""

import re
from collections.abc import Iterator

from jwtriage.places.formats.entry import Entry, entries
from jwtriage.places.formats.source import Source
from jwtriage.places.found import Found, written

MAX_LINES = 20_000
_LINE = re.compile(rb"^\s*(?:-\s*)?[\"']?([A-Za-z_][A-Za-z0-9_.-]*)[\"']?\s*[:=]\s*[\"']?(\{\{.*\}\}|[^\s\"'#{][^\"'#{]*)[\"']?\s*$")
_NAME = re.compile(rb"^\s*(?:-\s*)?name:\s*[\"']?([A-Za-z_][A-Za-z0-9_-]*)[\"']?\s*$")
TEMPLATE = re.compile(rb"\{\{[^{}]{0,400}\}\}")


def matches(source: Source) -> bool:
    """Tell whether the file is a template."""
    return source.form == "template"


def read(source: Source) -> Iterator[Entry]:
    """Yield the keys and users of keys that single lines tell; ``value:`` belongs to the ``name:`` above it."""
    name = b""
    for number, line in enumerate(source.octets.split(b"\n")[:MAX_LINES], 1):
        named = _NAME.match(line)
        found = _LINE.match(line)
        if found and found[1] == b"value" and name:
            yield from _value(name, found[2], number, source.place)
        elif found and not named:
            yield from _value(found[1], found[2], number, source.place)
        name = named[1] if named else name


def _value(name: bytes, value: bytes, line: int, place: str) -> Iterator[Entry]:
    parts = (name.decode("utf-8", "replace"),)
    yield from entries(Found(parts, written(parts, "."), value.strip(), "field", line, value), place)
