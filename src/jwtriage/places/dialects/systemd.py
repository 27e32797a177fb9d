"""systemd ``EnvironmentFile=`` (systemd.exec(5)): shell-like quotes that may span lines, backslash escapes, no ``$``.

``#`` and ``;`` are comments at the start of a line only.
"""

import re
from collections.abc import Iterator

from jwtriage.places.dialects.assignment import Assignment, Lines

_NEWLINES = "\n\r"
_BLANKS = " \t\n\r"
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_WHITE = re.compile(r"[ \t\n\r]++")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ESCAPED_IN_DOUBLE_QUOTES = '"\\`$'


def read(text: str) -> Iterator[Assignment]:
    """Yield the assignments that systemd passes on; one with an invalid name or a control character is left out, as it does."""
    lines = Lines(text)
    position = 0
    while (position := _skip(text, position)) < len(text):
        start = position
        name, position = _name(text, position)
        if name is None:
            continue
        value_start = position
        value, position = _value(text, position)
        if _NAME.fullmatch(name) and not _CONTROL.search(value):
            yield Assignment(name, value, text[value_start:position], lines.at(start))


def _skip(text: str, position: int) -> int:
    """Skip white space and comments; a backslash takes the next character into the comment."""
    while position < len(text):
        if text[position] in "#;":
            position = _comment_end(text, position)
        elif text[position] in _BLANKS:
            found = _WHITE.match(text, position)
            position = found.end() if found else position + 1
        else:
            break
    return position


def _comment_end(text: str, position: int) -> int:
    """Return where a comment ends."""
    while position < len(text) and text[position] not in _NEWLINES:
        position += 2 if text[position] == "\\" else 1
    return position


def _name(text: str, position: int) -> tuple[str | None, int]:
    """Return the name before ``=`` and where its value begins; no name if the line ends first."""
    start = position
    while position < len(text) and text[position] not in _NEWLINES:
        if text[position] == "=":
            return text[start:position].rstrip(_BLANKS), position + 1
        position += 1
    return None, position


def _value(text: str, position: int) -> tuple[str, int]:
    """Return the value and where its line ends: quoted and unquoted parts joined."""
    value: list[str] = []
    while position < len(text) and text[position] not in _NEWLINES:
        character = text[position]
        if character == "'":
            end = text.find("'", position + 1) % (len(text) + 1)
            value.append(text[position + 1 : end])
            position = end + 1
        elif character == '"':
            part, position = _double_quoted(text, position + 1)
            value.append(part)
        elif character in _BLANKS:
            position += 1
        else:
            part, position = _unquoted(text, position)
            value.append(part)
    return "".join(value), min(position, len(text))


def _double_quoted(text: str, position: int) -> tuple[str, int]:
    """Return what stands between double quotes: a backslash escapes ``"``, backslash, backtick and ``$``, and joins lines."""
    value: list[str] = []
    while position < len(text) and text[position] != '"':
        character = text[position]
        if character == "\\":
            position += 1
            escaped = text[position : position + 1]
            value.append(escaped if escaped and escaped in _ESCAPED_IN_DOUBLE_QUOTES else "" if escaped in ("", "\n") else "\\" + escaped)
        else:
            value.append(character)
        position += 1
    return "".join(value), position + 1


def _unquoted(text: str, position: int) -> tuple[str, int]:
    """Return the rest of the line without trailing white space; quotes inside are ordinary, a backslash takes the next character as it is."""
    value: list[str] = []
    kept = 0
    while position < len(text) and text[position] not in _NEWLINES:
        if text[position] == "\\":
            position += 1
            escaped = text[position : position + 1]
            value.append("" if escaped in _NEWLINES else escaped)
            kept = len(value)
        else:
            value.append(text[position])
            kept = kept if text[position] in _BLANKS else len(value)
        position += 1
    return "".join(value[:kept]), position
