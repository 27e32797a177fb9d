r"""npm dotenv (16 to 18): three quotes, ``#`` always starts a comment outside quotes, ``\n`` and ``\r`` are escapes in double quotes, no ``$``."""

import re
from collections.abc import Iterator

from jwtriage.places.dialects.assignment import Assignment, Lines, end_of_line

_SPACE = "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
_SPACES = re.compile(f"[{_SPACE}]*")
_SPACES_OF_LINE = re.compile(f"[{_SPACE.replace(chr(10), '')}]*")
_EXPORT = re.compile(f"export[{_SPACE}]+(?=[A-Za-z0-9_.-])")
_NAME = re.compile(r"[A-Za-z0-9_.-]+")
_SEPARATOR = re.compile(f"[{_SPACE}]*=|:[{_SPACE}]")


def read(text: str) -> Iterator[Assignment]:
    """Yield the assignments that npm dotenv sees; a line that it does not recognise is skipped, as it does."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    lines = Lines(text)
    position = 0
    while position < len(text):
        start = _end(_SPACES, text, position)
        name, value_start = _name(text, start)
        if name is None:
            position = end_of_line(text, start) + 1
            continue
        value, position = _value(text, value_start)
        yield Assignment(name, value, text[value_start:position], lines.at(start))
        position = end_of_line(text, position) + 1


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    """Return where a pattern that may match nothing ends."""
    found = pattern.match(text, position)
    return found.end() if found else position


def _name(text: str, start: int) -> tuple[str | None, int]:
    """Return the name at ``start`` and where its value begins; ``export`` is a prefix, or a name itself."""
    for position in dict.fromkeys((_end(_EXPORT, text, start), start)):
        name = _NAME.match(text, position)
        separator = _SEPARATOR.match(text, name.end()) if name else None
        if name and separator:
            return name[0], separator.end()
    return None, start


def _value(text: str, start: int) -> tuple[str, int]:
    """Return the value and where it ends. A quoted value may begin on a later line and span lines."""
    opening = _end(_SPACES, text, start)
    quote = text[opening : opening + 1]
    if quote and quote in "'\"`":
        closing = _closing(text, opening, quote)
        if closing is not None:
            return _unescape(text[opening + 1 : closing], quote), closing + 1
    end = end_of_line(text, start)
    comment = text.find("#", start, end)
    end = end if comment < 0 else comment
    value = text[start:end].strip(_SPACE)
    quote = value[:1]
    if len(value) >= 2 and quote in "'\"`" and value.endswith(quote):
        value = value[1:-1]
    return _unescape(value, quote), end


def _closing(text: str, opening: int, quote: str) -> int | None:
    """Return the quote that closes: the last one before the end of a line or a comment, up to the first that has no backslash before it."""
    found: int | None = None
    position = text.find(quote, opening + 1)
    while position >= 0:
        after = _end(_SPACES_OF_LINE, text, position + 1)
        if after == len(text) or text[after] in "\n#":
            found = position
        if text[position - 1] != "\\":
            break
        position = text.find(quote, position + 1)
    return found


def _unescape(value: str, quote: str) -> str:
    """Replace the escapes that double quotes have."""
    return value.replace("\\n", "\n").replace("\\r", "\r") if quote == '"' else value
