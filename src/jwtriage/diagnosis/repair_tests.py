"""The cheapest test of many texts against one key and, mostly, one signature.

A test may say yes to a text that does not verify, which is to be confirmed; a no is certain. What is prepared once for all texts:
an HMAC's states after the key, an RSA signature opened, an ECDSA signature solved for the digest.
"""

from collections.abc import Callable
from hashlib import new

from jwtriage.forensics.hmac_search import prepared_mac
from jwtriage.forensics.loose_base64 import decode
from jwtriage.forensics.opening import is_signed_text, open_pss, open_rsa
from jwtriage.forensics.recipe import Recipe, verifies
from jwtriage.forensics.recover_ecdsa import digest_test
from jwtriage.forensics.token import TokenText
from jwtriage.jose.base64url import encode_octets
from jwtriage.jose.keys import Key

Test = Callable[[bytes, bytes], bool]
"""Takes a signing input and a signature in base64url."""

UNPREPARED = ("secp256k1",)
"""Curves on which OpenSSL multiplies the base point no quicker than any other."""
ROOMY = 2048
"""A PSS signature of a key with so many bits opens, if the key made it: beside hash and salt there is padding enough."""


def test_for(recipe: Recipe, key: Key, token: TokenText) -> Test | None:
    """Return the test of texts that are near ``token``, ``None`` where no such text can verify with this key."""
    maker = _MAKERS.get(recipe.family, _slow)
    return maker(recipe, key, token)


def _hmac(recipe: Recipe, key: Key, token: TokenText) -> Test | None:
    if key.secret is None:
        return None
    mac = prepared_mac(key.secret.reveal(), recipe.hash)
    received, signature = token.signature_segment, token.signature
    text, right = token.signing_input, encode_octets(mac(token.signing_input))

    def test(signing_input: bytes, segment: bytes) -> bool:
        if signing_input == text:
            return segment == right
        return mac(signing_input) == (signature if segment == received else decode(segment))

    return test


def _rsa(recipe: Recipe, key: Key, token: TokenText) -> Test | None:
    """Compare digests where the signature opens, in whichever way: the header that names another may be what was damaged."""
    opened = open_rsa(key, token.signature)
    if opened is not None:
        return _same_signature(token, lambda text: new(opened.hash, text).digest() == opened.digest)
    structure = open_pss(key, token.signature)
    if structure is not None:
        return _same_signature(token, lambda text: is_signed_text(structure, text))
    closed = _slow if recipe.family == "PSS" and key.bits < ROOMY else _other_signature
    return closed(recipe, key, token)


def _same_signature(token: TokenText, is_signed: Callable[[bytes], bool]) -> Test:
    """Test texts alone: the signature is certainly the key's, so it was not the one that was damaged."""
    received = token.signature_segment
    return lambda signing_input, segment: segment == received and is_signed(signing_input)


def _other_signature(recipe: Recipe, key: Key, token: TokenText) -> Test | None:
    """Test other signatures alone: the one received is not this key's, whatever the text is."""
    received, length = token.signature_segment, _segment_length(key)
    return lambda signing_input, segment: len(segment) == length and segment != received and verifies(recipe, key, signing_input, decode(segment))


def _ecdsa(recipe: Recipe, key: Key, token: TokenText) -> Test | None:
    if recipe.curve in UNPREPARED or recipe.curve not in ("", key.curve):
        return _slow(recipe, key, token)
    received, length = token.signature_segment, _segment_length(key)
    fits = digest_test(key, token.signature)

    def test(signing_input: bytes, segment: bytes) -> bool:
        if segment == received:
            return fits is not None and fits(new(recipe.hash, signing_input).digest())
        return len(segment) == length and verifies(recipe, key, signing_input, decode(segment))

    return test


def _slow(recipe: Recipe, key: Key, token: TokenText) -> Test | None:
    length = _segment_length(key)
    return lambda signing_input, segment: length in (0, len(segment)) and verifies(recipe, key, signing_input, decode(segment))


def _segment_length(key: Key) -> int:
    """Return how many characters of base64url a signature of this key has, 0 where that is not known here."""
    octets = {"RSA": (key.bits + 7) // 8, "EC": 2 * ((key.bits + 7) // 8)}.get(key.kind) or _EDWARDS.get(key.curve or "", 0)
    return (8 * octets + 5) // 6


_EDWARDS = {"Ed25519": 64, "Ed448": 114}
_MAKERS: dict[str, Callable[[Recipe, Key, TokenText], Test | None]] = {"HMAC": _hmac, "RSA": _rsa, "PSS": _rsa, "ECDSA": _ecdsa}
