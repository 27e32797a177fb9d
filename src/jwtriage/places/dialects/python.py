r"""python-dotenv 1.x: quotes may span lines, ``\n`` is an escape in double quotes only, `` #`` starts a comment, ``${NAME}`` expands."""

import re
from collections.abc import Iterator, Mapping

from jwtriage.places.dialects.assignment import Assignment, Lines

_BLANK = re.compile(r"\s*")
_EXPORT = re.compile(r"(?:export[^\S\n]+)?")
_NAME = re.compile(r"'([^']+)'|([^'=#\s][^=#\s]*)")
_EQUALS = re.compile(r"[^\S\n]*=([^\S\n]*)")
_SINGLE = re.compile(r"'((?:\\.|[^'\\]++)*+)'", re.DOTALL)
_DOUBLE = re.compile(r'"((?:\\.|[^"\\]++)*+)"', re.DOTALL)
_LINE = re.compile(r"[^\n]*")
_REST = re.compile(r"[^\n]*\n?")
_END = re.compile(r"(?:[^\S\n]*#[^\n]*)?[^\S\n]*(?:\n|$)")
_COMMENT = re.compile(r"\s+#.*")
_ESCAPE = {"'": re.compile(r"\\[\\']"), '"': re.compile(r"\\[\\'\"abfnrtv]")}
_CHARACTERS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v"}
_VARIABLE = re.compile(r"([^:]*+)(?::-(.*))?", re.DOTALL)


class _Broken(Exception):
    """The reader gives up on this line."""


def read(text: str) -> Iterator[Assignment]:
    """Yield the assignments that python-dotenv sees; a line that it cannot parse is skipped, as it does."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    values: dict[str, str] = {}
    lines = Lines(text)
    position = 0
    while (position := _match(_BLANK, text, position).end()) < len(text):
        start, cursor = position, [position]
        try:
            assignment = _binding(text, cursor)
            position = cursor[0]
        except _Broken:
            position = _match(_REST, text, cursor[0]).end()
            continue
        if assignment:
            expanded = expand(assignment.text or "", values)
            values[assignment.name] = expanded
            yield assignment._replace(text=expanded, line=lines.at(start), interpolated=expanded != assignment.text)


def expand(text: str, values: Mapping[str, str]) -> str:
    """Replace ``${NAME}`` and ``${NAME:-default}``; a name that is not in ``values`` becomes its default or nothing."""
    parts: list[str] = []
    position = end = 0
    while (start := text.find("${", position)) >= 0 and (end := text.find("}", start) if end <= start else end) >= 0:
        found = _VARIABLE.fullmatch(text, start + 2, end)
        parts.append(text[position:start] + (values.get(found[1], found[2] or "") if found else "${"))
        position = end + 1 if found else start + 2
    return "".join([*parts, text[position:]])


def _match(pattern: re.Pattern[str], text: str, position: int) -> re.Match[str]:
    """Match here, or give up on the line."""
    found = pattern.match(text, position)
    if found is None:
        raise _Broken
    return found


def _advance(pattern: re.Pattern[str], text: str, cursor: list[int]) -> re.Match[str]:
    """Match at the cursor and move it behind the match."""
    found = _match(pattern, text, cursor[0])
    cursor[0] = found.end()
    return found


def _binding(text: str, cursor: list[int]) -> Assignment | None:
    """Read one line (or several, inside quotes); ``None`` for a comment or a name without a value."""
    _advance(_EXPORT, text, cursor)
    if text[cursor[0] : cursor[0] + 1] == "#":
        _advance(_END, text, cursor)
        return None
    name = _advance(_NAME, text, cursor)
    equals = _EQUALS.match(text, cursor[0])
    if equals is None:
        _advance(_END, text, cursor)
        return None
    cursor[0] = equals.end()
    value = "" if equals[1] and text[cursor[0] : cursor[0] + 1] == "#" else _value(text, cursor)
    source = text[equals.end() - len(equals[1]) : cursor[0]]
    end = _advance(_END, text, cursor)
    return Assignment(name[1] or name[2], value, source + end[0].rstrip("\n"), 0)


def _value(text: str, cursor: list[int]) -> str:
    """Read a value: quoted, or the rest of the line without a comment and without white space at its end."""
    quote = text[cursor[0] : cursor[0] + 1]
    if quote in ("'", '"'):
        body = _advance(_SINGLE if quote == "'" else _DOUBLE, text, cursor)[1]
        return _ESCAPE[quote].sub(lambda found: _CHARACTERS.get(found[0][1], found[0][1]), body)
    return _COMMENT.sub("", _advance(_LINE, text, cursor)[0]).rstrip()
