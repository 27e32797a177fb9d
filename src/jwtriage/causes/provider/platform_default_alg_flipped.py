"""The platform changed its default signing algorithm.

## What happens
After an upgrade the issuer signs with another algorithm than before (HS256 became ES256 or RS256). Services and stored keys
that were not told reject the new tokens, while old ones still pass.

## Where it comes from
Upgrades of local stacks, SDKs and identity platforms. Seen in supabase/cli#4726, supabase/supabase#42037, supabase/cli#4488,
auth0/docs#8230.

## How to fix it
Give every verifier both keys, each bound to its own algorithm (the JWKS and the old secret), until the last old token has
expired; then drop the old one.
"""

from collections.abc import Iterator

from jwtriage.forensics.recipe import kind_for, recipe_for
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import Choice, Scene
from jwtriage.model.finding import Sign

FACT = "tokens of one issuer carry algorithms of two families: its default was changed"


def choose(choice: Choice) -> Iterator[str]:
    """Notice that the other tokens of this issuer are of another family."""
    if _flipped(choice.case, choice.token):
        yield FACT


def read(scene: Scene) -> Iterator[Sign]:
    """Notice that the other tokens of this issuer are of another family."""
    if _flipped(scene.case, scene.token):
        yield Sign(FACT)


def _flipped(case: Case, token: TokenText) -> bool:
    issuer, family = (token.claims or {}).get("iss"), _family(token)
    others = [TokenText.read(text) for text in case.also]
    return any((other.claims or {}).get("iss") == issuer and _family(other) not in (family, "") for other in others) if issuer and family else False


def _family(token: TokenText) -> str:
    recipe = recipe_for(token.alg or "")
    return kind_for(recipe) if recipe else ""
