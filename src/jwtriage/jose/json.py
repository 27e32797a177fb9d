"""JSON as a token may carry it: one object has one meaning, whoever reads it (RFC 8259; RFC 7515, 4; RFC 7519, 4)."""

from __future__ import annotations

import re
from json import JSONDecoder

from jwtriage.jose.errors import TokenError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, NoReturn

MAXIMUM_DEPTH = 64
"""How deep arrays and objects may nest."""
MAXIMUM_DIGITS = 1000
"""How many characters a number may have."""

_WHITE_SPACE = " \t\n\r"
_STRUCTURE = re.compile(r'"(?:[^"\\]|\\.)*+"|[\[\]{}]', re.DOTALL)
_INFINITE = float("inf")


def loads(octets: bytes) -> Any:
    """Read one JSON text strictly.

    Refused: other encodings than UTF-8, a byte order mark, more than `MAXIMUM_DEPTH` levels, ``NaN`` and ``Infinity`` (also as an overflowing
    number), two members of one name in an object, lone surrogates, numbers of more than `MAXIMUM_DIGITS` characters.

    Raises `TokenError` (``malformed``).
    """
    text = _utf8(octets).strip(_WHITE_SPACE)
    if text.count("[") + text.count("{") > MAXIMUM_DEPTH and _depth(text) > MAXIMUM_DEPTH:
        raise TokenError("malformed", "JSON nested too deeply")
    value, end = _read(text)
    if end != len(text):
        raise TokenError("malformed", "text after the JSON value")
    if "\\" in text:
        _check_surrogates(value)
    return value


def _read(text: str) -> tuple[Any, int]:
    try:
        return _read_short(text) if len(text) <= MAXIMUM_DIGITS else _read_long(text)
    except TokenError:
        raise
    except (ValueError, RecursionError):
        raise TokenError("malformed", "not JSON") from None


def _utf8(octets: bytes) -> str:
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError:
        raise TokenError("malformed", "JSON that is not UTF-8") from None


def _depth(text: str) -> int:
    depth = deepest = 0
    for match in _STRUCTURE.finditer(text):
        mark = match[0]
        if mark in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif mark in "]}":
            depth -= 1
    return deepest


def _check_surrogates(value: Any) -> None:
    """Refuse half of a surrogate pair, which no UTF-8 can carry and each reader treats in its own way."""
    try:
        _encode_strings(value)
    except UnicodeEncodeError:
        raise TokenError("malformed", "a lone surrogate in a JSON string") from None


def _encode_strings(value: Any) -> None:
    """Encode every string in ``value`` as UTF-8, for the error alone."""
    if isinstance(value, str):
        value.encode("utf-8")
    elif isinstance(value, dict):
        for name, member in value.items():
            _encode_strings(name)
            _encode_strings(member)
    elif isinstance(value, list):
        for element in value:
            _encode_strings(element)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise TokenError("malformed", "a JSON object with two members of one name")
    return members


def _integer(digits: str) -> int:
    if len(digits) > MAXIMUM_DIGITS:
        raise TokenError("malformed", "a JSON number of too many digits")
    return int(digits)


def _fraction(digits: str) -> float:
    number = float(digits)
    if len(digits) > MAXIMUM_DIGITS or abs(number) == _INFINITE:
        raise TokenError("malformed", "a JSON number out of range")
    return number


def _constant(name: str) -> NoReturn:
    raise TokenError("malformed", "NaN or Infinity in JSON")


_read_long = JSONDecoder(object_pairs_hook=_object, parse_int=_integer, parse_float=_fraction, parse_constant=_constant).raw_decode
# A text of a thousand characters has no number of more digits, so that the quicker reading of integers does.
_read_short = JSONDecoder(object_pairs_hook=_object, parse_float=_fraction, parse_constant=_constant).raw_decode
