"""The platform changed its default signing algorithm.

## What happens
After an upgrade the issuer signs with another algorithm than before (HS256 became ES256 or RS256). Services and stored keys
that were not told reject the new tokens, while old ones still pass; or the other way round.

## Where it comes from
Upgrades of local stacks, SDKs and identity platforms.

Seen in supabase/cli#4726, supabase/supabase#42037, supabase/cli#4488, auth0/docs#8230.

## How to fix it
Give every verifier both keys, each bound to its own algorithm (the JWKS and the old secret), until the last old token has
expired; then drop the old one.

Write the algorithm into the issuer's configuration instead of leaving it to a default.
"""

from collections.abc import Iterator

from jwtriage.forensics.recipe import kind_for, recipe_for
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import Choice, Scene
from jwtriage.model.finding import Sign

FACT = "tokens of one issuer carry algorithms of two families: its default was changed"


def choose(choice: Choice) -> Iterator[str]:
    """Notice that another token of this issuer is of another family, and that the verifier has no key for this one."""
    if _is_flipped(choice.case, choice.token) and choice.signer.kind not in {key.kind for key in choice.verifier_keys}:
        yield FACT


def read(scene: Scene) -> Iterator[Sign]:
    """Notice that another token of this issuer is of another family, and that the verifier has no key for this one."""
    if _is_flipped(scene.case, scene.token) and _kind(scene.token) not in {key.kind for _, key in scene.verifier_keys}:
        yield Sign(FACT)


def _is_flipped(case: Case, token: TokenText) -> bool:
    issuer, kind = (token.claims or {}).get("iss"), _kind(token)
    others = [TokenText.read(text) for text in case.also]
    kinds = {_kind(other) for other in others if (other.claims or {}).get("iss") == issuer}
    return bool(issuer and kind and kinds - {kind, ""})


def _kind(token: TokenText) -> str:
    """Return the kind of key that the token's algorithm needs, ``""`` when it is unknown."""
    recipe = recipe_for(token.alg or "")
    return kind_for(recipe) if recipe else ""
