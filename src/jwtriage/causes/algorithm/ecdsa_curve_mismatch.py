"""The key lies on another curve than the header's algorithm needs.

## What happens
Each ECDSA algorithm is tied to one curve and one hash (RFC 7518 section 3.4, RFC 8812 section 3.2). The token says `ES256`, the
key that signed lies on P-384, P-521 or secp256k1. Some libraries sign and verify all the same, the others refuse.

## Where it comes from
A key generated with OpenSSL's `secp256k1` because its name looks like `secp256r1`, or a key replaced by a stronger one
without changing the algorithm.

Seen in Thalhammer/jwt-cpp#79, mike-engel/jwt-cli#402, appwrite/appwrite#13320.

## How to fix it
Use the algorithm that belongs to the key's curve (`ES256` with P-256, `ES384` with P-384, `ES512` with P-521, `ES256K` with
secp256k1), or generate a key on the curve of the algorithm.
"""

from collections.abc import Iterator

from jwtriage.forensics.recipe import Recipe
from jwtriage.model.change import Attempt, RecipeChange

HASHES = ("sha256", "sha384", "sha512")


def propose_recipe(attempt: Attempt) -> Iterator[RecipeChange]:
    """Verify by the key's own curve, with the header's hash first, then with the others."""
    recipe, curve = attempt.recipe, attempt.key.curve
    if recipe.family != "ECDSA" or curve is None or recipe.curve == curve:
        return
    for hash_name in sorted(HASHES, key=lambda name: name != recipe.hash):
        other = Recipe("ECDSA", hash_name, curve=curve, twice=recipe.twice)
        yield RecipeChange(other, f"as ECDSA on {curve} with {hash_name.upper()}, while the header says {attempt.token.alg}")
