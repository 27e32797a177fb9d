"""The HMAC was made with another hash than the header says.

## What happens
The header says `HS256`, the signature was made with SHA-512, SHA-384 or even SHA-1. The signature's length shows it: 64, 48 or
20 octets instead of 32. Or the header promises a signature of another family, `RS256` or `ES256`, over which the signer made an
HMAC with its secret all the same.

## Where it comes from
An issuer that writes the header from a constant and takes the hash from its configuration.

Seen in softwaremill/akka-http-session#68, wso2/carbon-identity-framework#3844.

## How to fix it
Fix the issuer, so that the header's `alg` is the algorithm that was used; until then no verifier that follows the standard can
accept its tokens.
"""

from collections.abc import Iterator

from jwtriage.forensics.recipe import Recipe, recipe_for
from jwtriage.model.change import Attempt, RecipeChange

OCTETS = {"sha256": 32, "sha512": 64, "sha384": 48, "sha1": 20, "sha224": 28, "md5": 16}


def propose_recipe(attempt: Attempt) -> Iterator[RecipeChange]:
    """Use the hash whose output is as long as the signature, whatever family the header names."""
    recipe = attempt.recipe
    if attempt.key.kind != "oct" or recipe_for(attempt.token.alg or "") is None or recipe.family == "none":
        return
    for hash_name, octets in OCTETS.items():
        other = Recipe("HMAC", hash_name, twice=recipe.twice)
        if other != recipe and octets == len(attempt.token.signature):
            yield RecipeChange(other, f"as HMAC with {hash_name.upper()}, which the header does not say")
