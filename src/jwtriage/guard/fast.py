"""The payload reader of the extra ``fast``: msgspec, with the rules of `jwtriage.jose.base64url` and `jwtriage.jose.json`."""

from typing import Any

from msgspec.json import Decoder, Encoder

from jwtriage.guard.decoding import StrictDecoder
from jwtriage.jose.base64url import LAST_CHARACTERS, PADDING, TO_STANDARD
from jwtriage.jose.errors import TokenError
from jwtriage.jose.json import MAXIMUM_DEPTH, MAXIMUM_DIGITS

_BRACKET, _BRACE = b"[{"
_CLOSING = tuple(padding + b'"' for padding in PADDING)
_decode = Decoder(dict[str, Any]).decode
_decode_text = Decoder(bytes).decode
_encode = Encoder().encode


class FastDecoder(StrictDecoder):
    """Reads with msgspec, which knows all the rules but three: no name twice, no deep nesting, no number of too many digits.

    What msgspec writes again just as it was received had no name twice. Everything else, and what is long or nested, is read by the
    standard library.
    """

    __slots__ = ()

    def decode_segment(self, encoded: bytes) -> bytes:
        """Read base64url; errors as in `StrictDecoder.decode_segment`. msgspec reads it as a JSON string that stands for octets."""
        remainder = len(encoded) & 3
        if remainder and encoded[-1] not in LAST_CHARACTERS[remainder]:
            raise TokenError("malformed", "not canonical base64url")
        try:
            return _decode_text(b'"' + encoded.translate(TO_STANDARD) + _CLOSING[remainder])
        except ValueError:
            raise TokenError("malformed", "not base64url") from None

    def decode_claims(self, encoded: bytes) -> dict[str, Any]:
        """Read a payload; errors as in `StrictDecoder.decode_claims`.

        What `decode_segment` does stands here once more, as calling it would take as long as half of the work.
        """
        remainder = len(encoded) & 3
        if remainder and encoded[-1] not in LAST_CHARACTERS[remainder]:
            raise TokenError("malformed", "not canonical base64url")
        try:
            octets = _decode_text(b'"' + encoded.translate(TO_STANDARD) + _CLOSING[remainder])
        except ValueError:
            raise TokenError("malformed", "not base64url") from None
        is_nested = _BRACKET in octets or _BRACE in octets[1:]
        if len(octets) > MAXIMUM_DIGITS or (is_nested and octets.count(b"[") + octets.count(b"{") > MAXIMUM_DEPTH):
            return self.decode_object(octets)
        try:
            value = _decode(octets)
        except ValueError:
            return self.decode_object(octets)
        return value if _encode(value) == octets else self.decode_object(octets)
