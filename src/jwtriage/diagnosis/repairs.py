"""Repairs of the token's text, tried last and on the verifier's own keys only: there are tens of thousands of them."""

from collections.abc import Callable, Sequence
from hashlib import new
from hmac import digest

from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.hit import Hit
from jwtriage.diagnosis.proposals import token_repairs
from jwtriage.forensics.opening import open_pss, open_rsa
from jwtriage.forensics.recipe import Recipe, recipe_for, verifies
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from jwtriage.model.case import Sighting

Check = Callable[[TokenText], bool]


def repaired_hit(token: TokenText, keys: Sequence[tuple[Key, Sighting | None, bool]], budget: Budget) -> Hit | None:
    """Return the first repair under which one of ``keys`` verifies, or ``None``."""
    checks = [(_check(recipe, key, token), key, sighting, foreign, recipe) for key, sighting, foreign in keys for recipe in _recipes(token)]
    if not checks:
        return None
    budget.stage("repairs of the token's text")
    for number, (repaired, step) in enumerate(token_repairs(token, budget)):
        if number % 1024 == 0 and budget.over:
            break
        budget.variants += 1
        if repaired.text == token.text:
            continue
        for check, key, sighting, foreign, recipe in checks:
            if check(repaired) and repaired.strict:
                return Hit(repaired, key, recipe, (step,), foreign, None, sighting)
    return None


def _recipes(token: TokenText) -> list[Recipe]:
    recipe = recipe_for(token.alg or "")
    return [recipe] if recipe else []


def _check(recipe: Recipe, key: Key, token: TokenText) -> Check:
    """Return the cheapest test.

    An RSA signature is opened once: if this key made it, each text costs one hash; if not, only another signature is worth a look.
    """
    if recipe.family == "HMAC" and key.secret is not None:
        octets = key.secret.reveal()
        return lambda other: digest(octets, other.signing_input, recipe.hash) == other.signature
    if recipe.family not in ("RSA", "PSS"):
        return lambda other: verifies(recipe, key, other.signing_input, other.signature)
    opened = open_rsa(key, token.signature) if recipe.family == "RSA" else None
    if opened is not None:
        return lambda other: new(opened.hash, other.signing_input).digest() == opened.digest and other.signature == token.signature
    made_by_key = open_pss(key, token.signature) is not None
    return lambda other: (made_by_key or other.signature != token.signature) and verifies(recipe, key, other.signing_input, other.signature)
