"""The token was cut off by a column, a form field or a buffer.

## What happens
The end of the token is missing: its signature is too short for its algorithm, or is not there at all. Libraries report a
malformed token or a bad signature.

## Where it comes from
A `VARCHAR(255)`, an input's maximal length, a client's buffer of 1,024 octets, a display that shortens long values.

Seen in open-formulieren/open-forms#5537, italia/spid-cie-oidc-django#288, usnistgov/ACVP#741,
aws-amplify/amplify-js#1009.

## How to fix it
Store tokens in a text column without a limit, raise the buffer, and copy tokens from a file rather than from a display.
"""

from collections.abc import Iterator

from jwtriage.forensics.compact import HMAC_OCTETS
from jwtriage.forensics.recipe import recipe_for
from jwtriage.forensics.token import TokenText
from jwtriage.model.change import Scene
from jwtriage.model.finding import Sign

ROUND = frozenset((250, 255, 256, 500, 511, 512, 1000, 1023, 1024, 2000, 2047, 2048, 4000, 4095, 4096, 8000, 8191, 8192, 65535))
OCTETS = {"HMAC": {"sha256": 32, "sha384": 48, "sha512": 64}, "ECDSA": {"sha256": 64, "sha384": 96, "sha512": 132}}
RSA_SIZES = frozenset((64, 96, 128, 192, 256, 384, 512, 1024, 2048))
EDWARDS = frozenset((64, 114))
BASE64 = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_+/=")
"""Any other character shows that more than an end is wrong with the signature; its length says nothing then."""
PLAIN = BASE64 | frozenset(b". \t\r\n\"':")
"""What a token that lost its end has, with a scheme, quotes or a line end around it."""
NEARLY = 8
"""A signature of a curve that lacks fewer octets may have lost leading zeros instead."""


def read(scene: Scene) -> Iterator[Sign]:
    """Notice a signature shorter than any of its algorithm, a missing one, or a length that is a common limit."""
    token = scene.token
    is_plain = PLAIN.issuperset(token.text)
    if len(token.text) in ROUND and ((token.segments < 3 and is_plain) or (token.segments == 3 and _is_short(token))):
        yield Sign("the token's length is exactly a common limit of columns and buffers, and its end is missing", "likely")
    elif token.segments == 3 and token.is_compact and token.signature_segment and _is_short(token):
        yield Sign("the signature is too short for the token's algorithm: the end of the token is missing", "likely")
    elif token.segments in (1, 2) and token.alg not in (None, "none") and is_plain:
        yield Sign("the token has no third segment: its end is missing", "likely")


def _is_short(token: TokenText) -> bool:
    recipe = recipe_for(token.alg or "")
    octets = len(token.signature)
    characters = token.signature_segment.strip()
    if recipe is None or recipe.family == "none" or not BASE64.issuperset(characters):
        return False
    if len(characters.rstrip(b"=")) % 4 == 1:
        return True
    if recipe.family in ("RSA", "PSS"):
        return octets not in RSA_SIZES and octets + 1 not in RSA_SIZES and octets - 1 not in RSA_SIZES
    if recipe.family == "EdDSA":
        return octets not in EDWARDS and octets < max(EDWARDS)
    expected = OCTETS.get(recipe.family, {}).get(recipe.hash, 0)
    return octets < expected - NEARLY if recipe.family == "ECDSA" else octets < expected and octets not in HMAC_OCTETS
