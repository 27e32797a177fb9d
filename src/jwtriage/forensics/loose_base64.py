"""Base64 as the most forgiving decoder reads it: either alphabet, with or without padding, other characters skipped.

Never used to accept anything; the strict decoder is `jwtriage.jose.base64url`.
"""

from __future__ import annotations

from binascii import a2b_base64, b2a_base64

ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_TO_STANDARD = bytes.maketrans(b"-_", b"+/")
_FOREIGN = bytes(octet for octet in range(256) if octet not in ALPHABET)


def characters(text: bytes) -> bytes:
    """Return the base64 characters of ``text`` in the standard alphabet: ``-`` and ``_`` mapped, everything else dropped, padding too."""
    return text.translate(_TO_STANDARD).translate(None, _FOREIGN)


def decode(text: bytes) -> bytes:
    """Decode the base64 characters of ``text``; a last character that completes no octet is dropped. Never raises."""
    kept = characters(text)
    if len(kept) % 4 == 1:
        kept = kept[:-1]
    return a2b_base64(kept + b"=" * (-len(kept) % 4))


def encode(octets: bytes) -> bytes:
    """Write ``octets`` in standard base64, without padding and on one line."""
    return b2a_base64(octets, newline=False).rstrip(b"=")
