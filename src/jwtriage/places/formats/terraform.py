"""Terraform: ``.tf`` and ``.tfvars`` files, read line by line: which attribute of which block holds a text, or refers to one."""

import re
from collections.abc import Iterator

from jwtriage.model.case import Origin
from jwtriage.model.edge import Edge
from jwtriage.model.key_name import key_name
from jwtriage.places.formats.assignments import lines_of
from jwtriage.places.formats.entry import Entry, entries
from jwtriage.places.formats.source import Source
from jwtriage.places.found import Found, written

_BLOCK = re.compile(r"\s*([A-Za-z_][\w-]*)((?:\s+\"[^\"]*\")*)\s*=?\s*(?:jsonencode\(|base64encode\(|tomap\()?\{\s*$")
_LABEL = re.compile(r"\"([^\"]*)\"")
_ATTRIBUTE = re.compile(r"\s*\"?([A-Za-z_][\w.-]*)\"?\s*[=:]\s*(.+?),?\s*$")
_OBJECT = re.compile(r"\{\s*\"?name\"?\s*[=:]\s*\"([^\"]+)\"\s*,\s*\"?(value|valueFrom)\"?\s*[=:]\s*(.+?)\s*\}")
_TEXT = re.compile(r"\"((?:[^\"\\]|\\.)*)\"")
_HEREDOC = re.compile(r"<<-?\s*\"?(\w+)\"?$")
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}
_ESCAPE = re.compile(r"\\(.)")
_CALLS = ("file(", "var.", "local.", "data.", "random_", "tls_private_key.", "aws_", "google_", "azurerm_", "module.", "sensitive(", "base64")


def matches(source: Source) -> bool:
    """Tell whether the file is written in Terraform's language."""
    return source.form == "terraform"


def read(source: Source) -> Iterator[Entry]:
    """Yield the keys and users of keys of each block."""
    reader = _Reader(source.place)
    for number, line in lines_of(source.octets, joined=False):
        yield from reader.line(number, line)


class _Reader:
    """Follows the nesting of blocks while the lines go by."""

    def __init__(self, place: str) -> None:
        self._place = place
        self._path: list[tuple[str, ...]] = []
        self._heredoc: tuple[str, tuple[str, ...], int, list[str]] | None = None
        self._named = ""

    def line(self, number: int, line: str) -> Iterator[Entry]:
        """Take the next line."""
        if self._heredoc is not None:
            yield from self._within(line, self._heredoc)
        elif line.lstrip()[:1] in ("#", "/", ""):
            return
        elif found := _BLOCK.match(line):
            self._path.append((found[1], *_LABEL.findall(found[2])))
        elif line.strip()[:1] in ("}", "]", ")"):
            del self._path[-1:]
        else:
            yield from self._content(number, line)

    def _within(self, line: str, heredoc: tuple[str, tuple[str, ...], int, list[str]]) -> Iterator[Entry]:
        end, parts, start, lines = heredoc
        if line.strip() == end:
            self._heredoc = None
            yield from self._text(parts, "\n".join([*lines, ""]), start)
        else:
            lines.append(line)

    def _content(self, number: int, line: str) -> Iterator[Entry]:
        for name, member, value in _OBJECT.findall(line):
            yield from self._value(self._parts(name), f'"{value}"' if member == "valueFrom" and value[:1] != '"' else value, number)
        found = _ATTRIBUTE.match(line)
        if found is None:
            return
        name, value = found[1], found[2].split(" #")[0].strip()
        if name == "name" and (text := _TEXT.fullmatch(value)):
            self._named = text[1]
        elif name in ("value", "valueFrom") and self._named:
            yield from self._value(self._parts(self._named), value, number)
        elif heredoc := _HEREDOC.search(value):
            self._heredoc = (heredoc[1], self._parts(name), number, [])
        else:
            yield from self._value(self._parts(name), value, number)

    def _parts(self, name: str) -> tuple[str, ...]:
        return (*(label for block in self._path for label in block), name)

    def _value(self, parts: tuple[str, ...], value: str, number: int) -> Iterator[Entry]:
        text = _TEXT.fullmatch(value)
        if text:
            yield from self._text(parts, _ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[0]), text[1]), number)
        elif value.startswith(_CALLS) and key_name(parts):
            yield Edge(Origin(self._place, written(parts, "."), number), parts[-1], f"terraform/{value}", "expression")

    def _text(self, parts: tuple[str, ...], text: str, number: int) -> Iterator[Entry]:
        found = Found(parts, written(parts, "."), text.encode("utf-8", "surrogateescape"), "field", number)
        yield from entries(found, self._place)
