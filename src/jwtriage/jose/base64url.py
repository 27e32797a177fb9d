"""base64url as JOSE writes it (RFC 7515, 2; RFC 4648, 5): no padding, no foreign character, one text for each octet string."""

from __future__ import annotations

from binascii import Error, a2b_base64, b2a_base64

from jwtriage.jose.errors import TokenError

_ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
_FROM_URL = {ord("-"): ord("+"), ord("_"): ord("/")}
_FOREIGN = ord("!")

TO_URL = bytes.maketrans(b"+/", b"-_")
"""Turns standard base64 into base64url, but for the padding."""
TO_STANDARD = bytes(octet if octet in _ALPHABET else _FROM_URL.get(octet, _FOREIGN) for octet in range(256))
"""Turns base64url into standard base64 (RFC 4648, 4), and every foreign character into one that is foreign there, too."""
PADDING = (b"", b"", b"==", b"=")
"""The padding of standard base64, by the length of the text modulo four."""
LAST_CHARACTERS = (b"", b"", b"AQgw", b"AEIMQUYcgkosw048")
"""The characters that may end a text of that length modulo four, because no bit is set after the last octet; one is never the remainder."""


def encode(octets: bytes) -> str:
    """Write ``octets`` in base64url without padding."""
    return encode_octets(octets).decode("ascii")


def encode_octets(octets: bytes) -> bytes:
    """Write ``octets`` in base64url without padding, as ASCII octets."""
    return b2a_base64(octets, newline=False).translate(TO_URL, b"=")


def decode(text: str | bytes) -> bytes:
    """Read base64url strictly.

    Padding, white space, characters outside the alphabet and set bits after the last octet (RFC 4648, 3.5) are errors,
    so that two different texts never mean the same octets.

    Raises `TokenError` (``malformed``).
    """
    encoded = text if isinstance(text, bytes) else _ascii(text)
    length = len(encoded)
    remainder = length & 3
    if remainder and encoded[-1] not in LAST_CHARACTERS[remainder]:
        raise TokenError("malformed", "not canonical base64url")
    try:
        octets = a2b_base64(encoded.translate(TO_STANDARD) + PADDING[remainder])
    except Error:
        raise TokenError("malformed", "not base64url") from None
    if len(octets) != length * 3 >> 2:  # foreign characters are skipped, and leave fewer octets than the length promises
        raise TokenError("malformed", "not base64url")
    return octets


def _ascii(text: str) -> bytes:
    try:
        return text.encode("ascii")
    except UnicodeEncodeError:
        raise TokenError("malformed", "not base64url: characters outside ASCII") from None
