"""Compose ``.env`` and ``env_file`` (compose-go 2): quotes may span lines, `` #`` starts a comment, ``$`` expands outside single quotes."""

import re
from collections import ChainMap
from collections.abc import Iterator, Mapping

from jwtriage.places.dialects.assignment import Assignment, Lines, Refused, end_of_line
from jwtriage.places.interpolation import InterpolationError, interpolate

NO_VARIABLES: Mapping[str, str] = {}
_SPACE_OF_LINE = "\t\v\f\r \u0085\u00a0"
_SPACES = re.compile(r"[\t\n\v\f\r \u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]*")
_EXPORT = re.compile(r"export[\t\n\f\r ]+")
_ESCAPE = re.compile(r"\\(?:[abcfnrtv$\"\\]|0[0-9]{0,3})")
_CHARACTERS = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\", '"': '"', "$": "$$"}


def read(text: str, project: Mapping[str, str] = NO_VARIABLES) -> Iterator[Assignment]:
    """Yield the assignments that compose sees. Raises `Refused` where compose refuses the file.

    What ``$`` stands for comes from ``project`` (the ``.env`` beside a compose file) and from the text itself: this process's
    environment says nothing about the machine that runs compose.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    values: dict[str, str] = {}
    known = ChainMap(dict(project), values)
    assignments = []
    lines = Lines(text)
    position = 0
    while (position := _statement(text, position)) < len(text):
        line = lines.at(position)
        name, position, has_value = _name(text, position, line)
        if not has_value:
            continue
        start = position
        raw, expands, position = _value(text, position, line)
        values[name] = _expanded(raw, known, line) if expands else raw
        if not name[:1].isdigit():
            assignments.append(Assignment(name, values[name], text[start:position], line, values[name] != raw.replace("$$", "$")))
    return iter(assignments)


def _statement(text: str, position: int) -> int:
    """Return where the next statement begins: white space and comments are skipped."""
    while True:
        found = _SPACES.match(text, position)
        position = found.end() if found else position
        if text[position : position + 1] != "#":
            return position
        position = end_of_line(text, position)


def _name(text: str, position: int, line: int) -> tuple[str, int, bool]:
    """Return the name, where its value begins, and whether there is one: a name alone is taken from the environment."""
    export = _EXPORT.match(text, position)
    start = end = export.end() if export else position
    while end < len(text) and text[end] not in "=:\n":
        if not (text[end] in _SPACE_OF_LINE or text[end] in "_.-[]" or text[end].isalnum()):
            raise Refused(line, "has a character that a variable name cannot have")
        end += 1
    if end == len(text):
        # The name runs to the end of the text without a separator: compose-go then sees an empty name and reads on at once.
        return "", end, False
    name = text[start:end].rstrip()
    if " " in name:
        raise Refused(line, "has white space in the variable name")
    after = end + 1
    while after < len(text) and text[after] in _SPACE_OF_LINE:
        after += 1
    return name, after, text[end] != "\n"


def _value(text: str, position: int, line: int) -> tuple[str, bool, int]:
    """Return the value before its ``$`` are expanded, whether they are, and where reading goes on."""
    quote = text[position : position + 1]
    if quote not in ("'", '"'):
        end = end_of_line(text, position)
        return text[position:end].partition(" #")[0].rstrip(), True, end
    body, end = _quoted(text, position + 1, quote, line)
    return (_ESCAPE.sub(_unescape, body), True, end) if quote == '"' else (body, False, end)


def _quoted(text: str, position: int, quote: str, line: int) -> tuple[str, int]:
    """Return what stands between quotes; a backslash before the quote is taken away, every other one stays."""
    value: list[str] = []
    while position < len(text):
        character = text[position]
        if character == quote:
            return "".join(value), position + 1
        if character == "\\" and position + 1 < len(text):
            position += 1
            character = text[position] if text[position] == quote else "\\" + text[position]
        value.append(character)
        position += 1
    raise Refused(line, "has a quote that is not closed")


def _unescape(found: re.Match[str]) -> str:
    r"""Return the character of an escape in double quotes; ``\$`` becomes the ``$$`` that expansion turns into ``$``."""
    letter = found[0][1]
    if letter != "0":
        return _CHARACTERS.get(letter, found[0])
    digits = found[0][2:]
    octal = len(digits) == 3 and all(digit < "8" for digit in digits) and int(digits, 8) < 256
    return chr(int(digits, 8)) if octal else found[0]


def _expanded(text: str, values: Mapping[str, str], line: int) -> str:
    """Expand ``$``; compose refuses the file where that fails."""
    try:
        return interpolate(text, values)
    except InterpolationError as error:
        raise Refused(line, str(error)) from None
