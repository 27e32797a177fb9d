"""The RSA signature was made with another hash or padding than the header says.

## What happens
The right key signed the right text, but in another way than the header promises: SHA-512 under `RS256`, PSS under `RS256`,
PKCS#1 under `PS256`, or the bare digest without the DigestInfo that names its hash (RFC 8017 section 9.2).

## Where it comes from
A signing service whose default is PSS (a cloud KMS, Vault's transit engine), a header that was written by hand while
the algorithm came from the configuration, or a call that encrypts a hash with the private key instead of signing (`privateEncrypt`,
`openssl_private_encrypt`).

Seen in hashicorp/vault#4018, floci-io/floci#2570.

## How to fix it
Make the signer follow the header: `signature_algorithm=pkcs1v15` in Vault, the `RSASSA_PKCS1_V1_5_SHA_256` signing algorithm in
a KMS, or write the algorithm that is really used into the header.
"""

from collections.abc import Iterator

from jwtriage.forensics.recipe import ANY_SALT, Recipe, recipe_for
from jwtriage.model.change import Attempt, RecipeChange

HASHES = ("sha256", "sha384", "sha512", "sha1", "sha224", "md5")
NAMES = {"RSA": "PKCS#1 v1.5", "PSS": "PSS"}


def propose_recipe(attempt: Attempt) -> Iterator[RecipeChange]:
    """Try every padding and hash; PSS with any salt where PKCS#1 was promised, with the hash's length where PSS was."""
    recipe = attempt.recipe
    if recipe.family not in NAMES or attempt.key.kind != "RSA" or not _is_as_promised(attempt):
        return
    for hash_name in HASHES:
        yield from _with(recipe, Recipe("RSA", hash_name, twice=recipe.twice))
        yield from _with(recipe, Recipe("PSS", hash_name, twice=recipe.twice))
        if recipe.family == "RSA":
            yield from _with(recipe, Recipe("PSS", hash_name, salt=ANY_SALT, twice=recipe.twice))
            yield RecipeChange(
                Recipe("RSA", hash_name, bare=True), f"as RSA {NAMES['RSA']} over the bare {hash_name.upper()} digest, whose hash is not named"
            )
    if recipe.family == "PSS":
        yield RecipeChange(recipe._replace(mgf="sha1"), "as PSS with a mask made by SHA-1")


def _is_as_promised(attempt: Attempt) -> bool:
    """Tell whether the recipe is still the header's, so that one lie is not stacked on another."""
    return recipe_for(attempt.token.alg or "") in (None, attempt.recipe._replace(twice=False))


def _with(recipe: Recipe, other: Recipe) -> Iterator[RecipeChange]:
    if other != recipe:
        yield RecipeChange(other, f"as RSA {NAMES[other.family]} with {other.hash.upper()}, which the header does not say")
