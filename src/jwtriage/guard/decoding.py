"""Readers of a token's payload: whichever does the work, the rules of `jwtriage.jose.json` hold."""

from collections.abc import Callable
from typing import Any, TypeAlias

from jwtriage.jose.base64url import decode
from jwtriage.jose.errors import TokenError
from jwtriage.jose.json import MAXIMUM_DEPTH, MAXIMUM_DIGITS, loads

Decode: TypeAlias = Callable[[bytes], Any]
"""Reads a JSON text in UTF-8, and raises if it is none."""


class StrictDecoder:
    """A reader that keeps the rules of `jwtriage.jose.base64url` and `jwtriage.jose.json`: the standard library's, with those rules."""

    __slots__ = ()

    def decode_segment(self, encoded: bytes) -> bytes:
        """Read base64url. Raises `jwtriage.jose.TokenError` (``malformed``)."""
        return decode(encoded)

    def decode_claims(self, encoded: bytes) -> dict[str, Any]:
        """Read a payload: one JSON object in base64url. Raises `jwtriage.jose.TokenError` (``malformed``)."""
        return self.decode_object(self.decode_segment(encoded))

    def decode_object(self, octets: bytes) -> dict[str, Any]:
        """Read one JSON object. Raises `jwtriage.jose.TokenError` (``malformed``)."""
        value = loads(octets)
        if type(value) is not dict:
            raise TokenError("malformed", "claims that are no JSON object")
        return value


class CheckedDecoder(StrictDecoder):
    """Another reader of RFC 8259, whose answer counts only where the text leaves no room for two readings.

    Every text that is not plain, or that the reader refuses, is read again strictly.
    """

    __slots__ = ("_decode",)

    def __init__(self, decode: Decode) -> None:
        """Wrap ``decode``."""
        self._decode = decode

    def decode_object(self, octets: bytes) -> dict[str, Any]:
        """Read one JSON object; errors as in `StrictDecoder.decode_object`."""
        try:
            text = octets.decode("utf-8")
            value = self._decode(octets) if is_plain(text) else None
        except Exception:  # noqa: BLE001 - an injected reader may raise anything; the strict one decides
            return super().decode_object(octets)
        if type(value) is dict and text.count('":') == len(value):
            return value
        return super().decode_object(octets)


def is_plain(text: str) -> bool:
    """Tell whether a JSON text is one flat object in ordinary spelling, too short for a number of too many digits.

    In such a text each member has a quotation mark directly before its colon. The marks before colons are then at least as many as the members,
    and the members at least as many as the names a reader found: where the first and the last number are equal, no name stands twice.
    """
    return (
        len(text) <= MAXIMUM_DIGITS
        and text[:1] == "{"
        and text.count("{") == 1
        and text.count("[") < MAXIMUM_DEPTH
        and "\\" not in text
        and " :" not in text
        and "\n" not in text
        and "\t" not in text
        and "\r" not in text
        and "\x00" not in text
        and "NaN" not in text
        and "Infinity" not in text
    )
