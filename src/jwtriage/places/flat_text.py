"""Properties files (java.util.Properties) and INI files, with line numbers."""

import re
from collections.abc import Iterator

from jwtriage.places.reference import UnusableReference
from jwtriage.places.tree import Scalar, Tree

MAX_LINES = 100_000
_KEY = re.compile(r"((?:\\.|[^\\\s=:])*)[ \t\f]*[=:]?[ \t\f]*")
_ESCAPE = re.compile(r"\\(u[0-9A-Fa-f]{4}|.)", re.DOTALL)
_CHARACTERS = {"t": "\t", "n": "\n", "r": "\r", "f": "\f"}
_SECTION = re.compile(r"\[([^\]]+)\]")
_OPTION = re.compile(r"(.*?)\s*[=:]\s*(.*)")


def properties(octets: bytes, place: str) -> Tree:
    """Return the properties of a file as one flat mapping; a name keeps its dots."""
    tree: dict[str, Tree] = {}
    for number, line in _logical_lines(_lines(octets, place)):
        found = _KEY.match(line)
        if found:
            value = line[found.end() :]
            tree[_unescape(found[1])] = Scalar(_octets(_unescape(value)), line=number, source=_octets(value))
    return tree


def ini(octets: bytes, place: str) -> Tree:
    """Return the sections of an INI file with their options; an indented line continues the value above it, as in configparser."""
    tree: dict[str, Tree] = {}
    section = tree
    name = ""
    for number, line in enumerate(_lines(octets, place), 1):
        stripped = line.strip()
        if not stripped or stripped[0] in "#;":
            continue
        previous = section.get(name)
        if line[0] in " \t" and isinstance(previous, Scalar):
            text = previous.text + b"\n" + _octets(stripped)
            section[name] = previous._replace(text=text, source=text)
        elif header := _SECTION.fullmatch(stripped):
            section, name = {}, ""
            tree[header[1]] = section
        elif option := _OPTION.match(stripped):
            name = option[1]
            section[name] = Scalar(_octets(option[2]), line=number, source=_octets(option[2]))
    return tree


def _lines(octets: bytes, place: str) -> list[str]:
    """Split a text into lines, within bounds."""
    lines = re.split(r"\r\n|\n|\r", octets.decode("utf-8", "surrogateescape").removeprefix("\ufeff"))
    if len(lines) > MAX_LINES:
        raise UnusableReference(f"{place}: has more than {MAX_LINES} lines")
    return lines


def _logical_lines(lines: list[str]) -> Iterator[tuple[int, str]]:
    """Join lines that end in an odd number of backslashes; leave out comments and empty lines."""
    parts: list[str] = []
    start = 1
    for number, line in enumerate([*lines, ""], 1):
        line = line.lstrip(" \t\f")
        if not parts and (not line or line[0] in "#!"):
            continue
        start = start if parts else number
        continues = (len(line) - len(line.rstrip("\\"))) % 2 == 1
        parts.append(line[:-1] if continues else line)
        if not continues:
            yield start, "".join(parts)
            parts = []


def _unescape(text: str) -> str:
    """Replace the escapes of a properties file; a backslash before any other character vanishes."""
    return _ESCAPE.sub(lambda found: chr(int(found[1][1:], 16)) if len(found[1]) == 5 else _CHARACTERS.get(found[1], found[1]), text)


def _octets(text: str) -> bytes:
    """Return the octets of a text; an escape may have made a lone surrogate of it."""
    return text.encode("utf-8", "surrogatepass" if any("\ud800" <= character < "\udc80" for character in text) else "surrogateescape")
