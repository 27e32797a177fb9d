"""The PSS signature has a salt of another length than the hash.

## What happens
RFC 7518 section 3.5 asks for a salt as long as the hash. The signer used another length, often the longest that fits, so strict
verifiers refuse the signature while lenient ones never notice.

## Where it comes from
A crypto library whose default is the maximal salt, or one that fixes the length at 32 octets for every hash.

Seen in dgrijalva/jwt-go#285, jedisct1/rust-jwt-simple#94, jonasroussel/dart_jsonwebtoken#58, auth0/node-jwa#34.

## How to fix it
Set the salt length to the hash's length where the issuer signs (`RSA_PSS_SALTLEN_DIGEST`, `saltLength: 'digest'`,
`padding.PSS.DIGEST_LENGTH`), or upgrade the library that signs.

A verifier that accepts any length hides the fault from everybody else who has to verify these tokens.
"""

from collections.abc import Iterator

from jwtriage.forensics.recipe import ANY_SALT
from jwtriage.model.change import Attempt, RecipeChange


def propose_recipe(attempt: Attempt) -> Iterator[RecipeChange]:
    """Accept a salt of whatever length; the signature's hash over the message is checked in full."""
    recipe = attempt.recipe
    if recipe.family == "PSS" and recipe.salt is None:
        yield RecipeChange(recipe._replace(salt=ANY_SALT), "as PSS with a salt of another length than the hash's")
