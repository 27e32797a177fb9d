"""Whether a secret could be guessed: fewer than about 2^80 guesses would find it.

The fingerprint of such a secret is an oracle for whoever reads it, so it is shown as weak instead. When unsure, a secret counts as weak.
"""

import base64
import hashlib
import re
import zlib
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from jwtriage.known.guesses import LONGEST_TEXT, guess_bits
from jwtriage.known.secrets import base64_decoded, default_secrets, hex_decoded, is_default, is_placeholder

STRONG_BITS = 80.0
PASSPHRASE_BITS = 50.0
"""Octets count as a decoded passphrase only when its text costs less than this: the text of 16 random octets never does."""

GENERATOR_ORDER = "abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ23456789!/$%?&()*+-@"
"""The signs of a popular web page that "generates" keys: it walks through them, two walks in turn, three signs a step."""
GENERATOR_STEPS = range(1, 6)
GENERATOR_SHARE = 0.75
SHORTEST_GENERATED = 12

_UUID = re.compile(r"(?i)\{?[0-9a-f]{8}-[0-9a-f]{4}-([0-9a-f])[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}\}?")
_RANDOM_UUID = "4"
_DEFLATE_OVERHEAD = 2
_DIGESTS = {16: hashlib.md5, 20: hashlib.sha1, 28: hashlib.sha224, 32: hashlib.sha256, 48: hashlib.sha384, 64: hashlib.sha512}
"""The usual digest of each length in octets. MD5 and SHA-1 protect nothing here: they are what people derive keys with."""


def is_weak(octets: bytes) -> bool:
    """Tell whether fewer than about 2^80 guesses would find ``octets``; when unsure, they are weak.

    Considered are lists (the known secrets and their digests), placeholders, words with years, capitals and digits for letters, keyboard walks,
    repetitions, dates, UUIDs that are not random, and all of these behind Base64 or hexadecimal.
    """
    return is_default(octets) or is_placeholder(octets) or _is_default_digest(octets) or any(map(_is_guessable, _readings(octets)))


def _readings(octets: bytes) -> Iterator[bytes]:
    """Yield ``octets`` and what they may have been made from: their decoded text, or the text that decodes to them."""
    stripped = octets.strip()
    yield stripped if _text(stripped) is not None else octets
    yield from filter(_text, (base64_decoded(stripped), hex_decoded(stripped)))


def _is_guessable(octets: bytes) -> bool:
    """Tell whether one reading is found with fewer than 2^80 guesses."""
    text = _text(octets)
    if text is None:
        return _binary_bits(octets) < STRONG_BITS or _is_weak_decoding(octets)
    return guess_bits(text) < STRONG_BITS or is_placeholder(octets) or _is_derived_uuid(text) or _is_generated_walk(text)


def _text(octets: bytes) -> str | None:
    """Return ``octets`` as text, ``None`` when they are not printable UTF-8."""
    try:
        text = octets.decode("utf-8")
    except UnicodeDecodeError:
        return None
    return text if text.isprintable() else None


def _binary_bits(octets: bytes) -> float:
    """Return what remains of the beginning of ``octets`` when repetitions, and steps that repeat, are taken out."""
    octets = octets[:LONGEST_TEXT]
    differences = bytes((after - before) % 256 for before, after in pairwise(octets))
    return 8.0 * min(_deflated(octets), 1 + _deflated(differences))


def _deflated(octets: bytes) -> int:
    """Return the length that deflate (RFC 1951) brings ``octets`` down to, without its overhead."""
    compressor = zlib.compressobj(9, wbits=-zlib.MAX_WBITS)
    return len(compressor.compress(octets) + compressor.flush()) - _DEFLATE_OVERHEAD


def _is_weak_decoding(octets: bytes) -> bool:
    """Tell whether ``octets`` are what a guessable text decodes to: a passphrase that a library took for Base64 or hexadecimal."""
    if len(octets) > LONGEST_TEXT:
        return False
    encoded = base64.b64encode(octets).rstrip(b"=").decode("ascii")
    return min(guess_bits(encoded), guess_bits(octets.hex())) < PASSPHRASE_BITS


def _is_derived_uuid(text: str) -> bool:
    """Tell whether ``text`` is a UUID of another version than 4: made from time and place or from a name (RFC 9562, 5)."""
    match = _UUID.fullmatch(text)
    return match is not None and match[1] != _RANDOM_UUID


def _is_generated_walk(text: str) -> bool:
    """Tell whether every second sign of ``text`` follows `GENERATOR_ORDER` in small steps."""
    places = [GENERATOR_ORDER.find(sign) for sign in text]
    pairs = [(before, after) for before, after in zip(places, places[2:], strict=False) if min(before, after) >= 0]
    if len(pairs) < SHORTEST_GENERATED:
        return False
    steps = sum((after - before) % len(GENERATOR_ORDER) in GENERATOR_STEPS for before, after in pairs)
    return steps >= GENERATOR_SHARE * len(pairs)


def _is_default_digest(octets: bytes) -> bool:
    """Tell whether ``octets`` are a digest of a known secret, as octets or in hexadecimal."""
    digest = hex_decoded(octets.strip()) or octets
    return digest in _default_digests(len(digest))


@cache
def _default_digests(length: int) -> frozenset[bytes]:
    """Return the digests of this length of the known secrets."""
    digest = _DIGESTS.get(length)
    return frozenset(digest(secret).digest() for secret in default_secrets()) if digest else frozenset()
