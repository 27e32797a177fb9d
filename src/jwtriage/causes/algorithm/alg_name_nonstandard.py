"""The header names the algorithm in a way that no registry knows.

## What happens
The token is sound, but its `alg` is not one of the registered names, which are compared letter by letter (RFC 7515 section
4.1.1): `SHA256withRSA`, `hs256`, `EC256`, `ED25519`. A verifier that knows the registered names only refuses it.

## Where it comes from
Old gateways and hand-written issuers that use the names of their crypto library; `EdDSA` against `Ed25519` since RFC 9864. Seen
in AzureAD/azure-activedirectory-identitymodel-extensions-for-dotnet#277, jwt-scala/jwt-scala#464, Appstractive/jwt-kt#12.

## How to fix it
Upgrade the issuer, so that it writes the registered name (`RS256`, `HS256`, `ES256`, `EdDSA`) into the header.

During a migration a verifier may carry an explicit alias for the one name, bound to the one key; never a comparison that
ignores case.
"""

from collections.abc import Iterator

from jwtriage.forensics.recipe import recipe_for
from jwtriage.model.change import Attempt, RecipeChange

FAMILIES = {
    "HS": ("hs", "hmac", "hmacsha", "hmacwithsha", "sha", "hmac-sha", "hsha"),
    "RS": ("rs", "rsa", "rsasha", "rsa-sha", "rsassa-pkcs1-v1_5-sha", "rsassapkcs1v15sha", "rsa-pkcs1-sha", "pkcs1sha", "sha"),
    "PS": ("ps", "pss", "rsa-pss-sha", "rsassa-pss-sha", "rsapss", "rsapsssha", "rsassapsssha"),
    "ES": ("es", "ec", "ecdsa", "ecdsasha", "ecdsa-sha", "sha"),
}
KINDS = {"HS": "oct", "RS": "RSA", "PS": "RSA", "ES": "EC"}
EDWARDS = ("ed25519", "ed448", "eddsa", "ed", "edwards")


def propose_recipe(attempt: Attempt) -> Iterator[RecipeChange]:
    """Verify under the registered algorithm that the name seems to mean."""
    alg = attempt.token.alg
    if alg is None or recipe_for(alg) is not None or attempt.recipe.hash != "unknown":
        return
    for name in dict.fromkeys(registered_names(alg)):
        recipe = recipe_for(name)
        if recipe is not None:
            yield RecipeChange(recipe, f"as {name}, the registered name of what the header means")


def registered_names(alg: str) -> Iterator[str]:
    """Yield the registered names that a foreign name may stand for."""
    plain = _plain(alg)
    if plain in EDWARDS:
        yield "EdDSA"
    for family, prefixes in FAMILIES.items():
        for bits in ("256", "384", "512"):
            if any(plain == _plain(prefix + bits) for prefix in prefixes) or plain in _java_names(family, bits):
                yield family + bits
    if plain in ("es256k", "secp256k1", "ecdsasecp256k1"):
        yield "ES256K"


def _plain(name: str) -> str:
    tail = name.rpartition("#")[2].lower()
    return "".join(character for character in tail if character.isalnum())


def _java_names(family: str, bits: str) -> tuple[str, ...]:
    names = {"HS": "hmac", "RS": "rsa", "PS": "rsaandmgf1", "ES": "ecdsa"}
    return (f"sha{bits}with{names[family]}", f"sha{bits}with{names[family]}encryption", f"{names[family]}withsha{bits}", f"sha{bits}{names[family]}")
