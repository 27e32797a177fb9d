"""The signing input was hashed twice.

## What happens
The signature covers the hash of the hash. The signer hashed the signing input and handed the digest to a service that took it
for the message and hashed it again.

## Where it comes from
A KMS called with `MessageType=RAW` and a digest, or an emulator that ignores `MessageType=DIGEST`.

Seen in localstack/localstack#6815, james-gould/azure-keyvault-emulator#388, getmoto/moto#10202.

## How to fix it
Send the digest with `MessageType=DIGEST`, or the signing input itself with `MessageType=RAW`; with an emulator, upgrade it.
"""

from collections.abc import Iterator

from jwtriage.model.change import Attempt, RecipeChange


def propose_recipe(attempt: Attempt) -> Iterator[RecipeChange]:
    """Hash once more before verifying."""
    if attempt.recipe.hash and not attempt.recipe.twice and attempt.recipe.family != "none":
        yield RecipeChange(attempt.recipe._replace(twice=True), "when the signing input is hashed once more before it is verified")
