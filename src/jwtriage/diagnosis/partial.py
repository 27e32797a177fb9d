"""Signatures that are almost right: what the key would have made can be computed, and the token's own signature is near it.

An HMAC can always be computed; RSA PKCS#1 and Ed25519 signatures too, where a private key was given, for they hold no randomness.
"""

from collections.abc import Iterable, Iterator
from hashlib import new
from hmac import digest

from cryptography.hazmat.primitives.asymmetric import ed448, ed25519, padding, rsa

from jwtriage.causes.registry import CAUSES
from jwtriage.diagnosis.chain import Step
from jwtriage.diagnosis.hit import Hit, Signing
from jwtriage.forensics.recipe import HASHES, Recipe, recipe_for
from jwtriage.forensics.token import TokenText
from jwtriage.jose.base64url import encode
from jwtriage.jose.keys import Key

ENOUGH = 8
"""Octets of a cut signature that must agree: 64 bits beyond chance (SECURITY section 4, rule 17)."""


def partial_hit(token: TokenText, keys: Iterable[Signing]) -> Hit | None:
    """Return the key whose signature over this token begins with what is left of the token's own, or differs in one character."""
    recipe = recipe_for(token.alg or "")
    if recipe is None or token.segments < 2:
        return None
    for key, sighting, foreign, steps in keys:
        expected = _signature(recipe, key, token)
        step = _step(token, expected) if expected else None
        if step is not None and expected is not None:
            return Hit(token.with_signature(expected), key, recipe, (step, *steps), foreign, None, sighting)
    return None


def _step(token: TokenText, expected: bytes) -> Step | None:
    segment, sound = token.signature_segment, encode(expected).encode("ascii")
    if segment != sound and sound.startswith(segment) and len(token.signature) >= ENOUGH:
        return Step(CAUSES["token-truncated-by-storage"], "with the end of its signature put back", "token")
    if segment != sound and len(segment) >= 2 * ENOUGH and is_one_edit(segment, sound):
        return Step(CAUSES["token-mistyped"], "with one character of its signature corrected", "token")
    return None


def is_one_edit(text: bytes, other: bytes) -> bool:
    """Tell whether one character changed, lost, added or swapped with its neighbour turns ``text`` into ``other``."""
    start = next((at for at, (one, two) in enumerate(zip(text, other, strict=False)) if one != two), min(len(text), len(other)))
    return other in _edits(text, other, start)


def _edits(text: bytes, other: bytes, at: int) -> Iterator[bytes]:
    wanted = other[at : at + 1]
    yield text[:at] + wanted + text[at + 1 :]
    yield text[:at] + wanted + text[at:]
    yield text[:at] + text[at + 1 :]
    yield text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]


def _signature(recipe: Recipe, key: Key, token: TokenText) -> bytes | None:
    if recipe.family == "HMAC" and key.secret is not None:
        message = new(recipe.hash, token.signing_input).digest() if recipe.twice else token.signing_input
        return digest(key.secret.reveal(), message, recipe.hash)
    private = key.private_key
    if recipe.family == "RSA" and isinstance(private, rsa.RSAPrivateKey):
        return private.sign(token.signing_input, padding.PKCS1v15(), HASHES[recipe.hash])
    if recipe.family == "EdDSA" and isinstance(private, ed25519.Ed25519PrivateKey | ed448.Ed448PrivateKey):
        return private.sign(token.signing_input)
    return None
