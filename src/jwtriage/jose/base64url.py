"""base64url as JOSE writes it (RFC 7515, 2; RFC 4648, 5): no padding, no foreign character, one text for each octet string."""

from __future__ import annotations

from binascii import Error, a2b_base64, b2a_base64

from jwtriage.jose.errors import TokenError

_TO_STANDARD = bytes.maketrans(b"-_+/=", b"+/!!!")
_TO_URL = bytes.maketrans(b"+/", b"-_")
_PADDING = (b"", b"", b"==", b"=")
_LAST_OF_TWO = b"AQgw"
_LAST_OF_THREE = b"AEIMQUYcgkosw048"
_LAST = (None, None, _LAST_OF_TWO, _LAST_OF_THREE)


def encode(octets: bytes) -> str:
    """Write ``octets`` in base64url without padding."""
    return encode_octets(octets).decode("ascii")


def encode_octets(octets: bytes) -> bytes:
    """Write ``octets`` in base64url without padding, as ASCII octets."""
    return b2a_base64(octets, newline=False).rstrip(b"=").translate(_TO_URL)


def decode(text: str | bytes) -> bytes:
    """Read base64url strictly.

    Padding, white space, characters outside the alphabet and set bits after the last octet (RFC 4648, 3.5) are errors,
    so that two different texts never mean the same octets.

    Raises `TokenError` (``malformed``).
    """
    encoded = text if isinstance(text, bytes) else _ascii(text)
    remainder = len(encoded) % 4
    last = _LAST[remainder]
    if remainder == 1 or (last is not None and encoded[-1] not in last):
        raise TokenError("malformed", "not canonical base64url")
    try:
        return a2b_base64(encoded.translate(_TO_STANDARD) + _PADDING[remainder], strict_mode=True)
    except Error:
        raise TokenError("malformed", "not base64url") from None


def _ascii(text: str) -> bytes:
    try:
        return text.encode("ascii")
    except UnicodeEncodeError:
        raise TokenError("malformed", "not base64url: characters outside ASCII") from None
