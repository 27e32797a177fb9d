"""The header names the algorithm in a way that no registry knows.

## What happens
The token is sound, but its `alg` is not one of the registered names, which are compared letter by letter (RFC 7515 section
4.1.1): `SHA256withRSA`, `hs256`, `EC256`, `ED25519`; or `alg` is missing altogether. A verifier that knows the registered names
only refuses it.

## Where it comes from
Old gateways and hand-written issuers that use the names of their crypto library; `EdDSA` against `Ed25519` since RFC 9864. Seen
in AzureAD/azure-activedirectory-identitymodel-extensions-for-dotnet#277, jwt-scala/jwt-scala#464, Appstractive/jwt-kt#12.

## How to fix it
Upgrade the issuer, so that it writes the registered name (`RS256`, `HS256`, `ES256`, `EdDSA`) into the header.

During a migration a verifier may carry an explicit alias for the one name, bound to the one key; never a comparison that
ignores case.
"""

from collections.abc import Iterator

from jwtriage.forensics.recipe import kind_for, recipe_for
from jwtriage.forensics.token import TokenText
from jwtriage.jose.algorithms import ALGORITHMS
from jwtriage.model.case import Case
from jwtriage.model.change import Attempt, RecipeChange, TokenChange

HASHLESS = ("Ed25519", "Ed448")
"""Fully specified names of what `EdDSA` covers."""


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Go on with a header that names no algorithm at all, which RFC 7515 does not allow (section 4.1.1)."""
    if token.segments == 3 and token.header and "alg" not in token.header and not token.overridden:
        yield TokenChange(token.with_signing_input(token.signing_input), "although its header names no algorithm")


def propose_recipe(attempt: Attempt) -> Iterator[RecipeChange]:
    """Verify under every registered algorithm that the key can serve: the one that verifies is what the name means."""
    alg = attempt.token.alg or ""
    if alg.lower() == "none" or recipe_for(alg) is not None or attempt.recipe.hash != "unknown":
        return
    for name in ALGORITHMS:
        recipe = recipe_for(name)
        if recipe is not None and kind_for(recipe) == attempt.key.kind and recipe.curve in ("", attempt.key.curve) and name not in HASHLESS:
            yield RecipeChange(recipe, f"as {name}, the registered name of what the header means")
