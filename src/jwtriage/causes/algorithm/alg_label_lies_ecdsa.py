"""The ECDSA signature was made with another hash than the header says.

## What happens
The right key signed the right text, but over another hash than the header's algorithm prescribes: `ES256` means P-256 with
SHA-256, `ES384` P-384 with SHA-384, `ES512` P-521 with SHA-512 (RFC 7518 section 3.4). A signature of SHA-512 under `ES256` has
the right length, and every verifier calls it invalid.

## Where it comes from
A call to the crypto library whose hash is a constant or a default (`SHA256withECDSA` for every curve, SHA-1 in old interfaces)
while the header follows the key, or a cloud KMS asked for another digest than the header names.

## How to fix it
Make the signer hash as the header says: the hash belongs to the curve and is not a choice. Until then no verifier that follows
the standard can accept its tokens.
"""

from collections.abc import Iterator

from jwtriage.forensics.recipe import recipe_for
from jwtriage.model.change import Attempt, RecipeChange

HASHES = ("sha256", "sha512", "sha384", "sha1")


def propose_recipe(attempt: Attempt) -> Iterator[RecipeChange]:
    """Try the other hashes on the header's own curve; a key on another curve is another cause."""
    recipe = attempt.recipe
    if recipe.family != "ECDSA" or recipe.curve != attempt.key.curve or not _is_as_promised(attempt):
        return
    for name in HASHES:
        if name != recipe.hash:
            yield RecipeChange(recipe._replace(hash=name), f"as ECDSA with {name.upper()}, while {attempt.token.alg} means {recipe.hash.upper()}")


def _is_as_promised(attempt: Attempt) -> bool:
    """Tell whether recipe and signing input are still those of the token, so that one lie is not stacked on another."""
    return not attempt.token.overridden and recipe_for(attempt.token.alg or "") == attempt.recipe._replace(twice=False)
