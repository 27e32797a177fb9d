"""Repairs of the token's text, tried last and on the verifier's own keys only: there are tens of thousands of them."""

from collections.abc import Callable, Sequence
from hashlib import new
from hmac import digest

from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.hit import Hit, Signing
from jwtriage.diagnosis.proposals import token_repairs
from jwtriage.forensics.opening import open_pss, open_rsa
from jwtriage.forensics.recipe import Recipe, recipe_for, verifies
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key

Check = Callable[[TokenText], bool]


def repaired_hit(token: TokenText, keys: Sequence[Signing], budget: Budget) -> Hit | None:
    """Return the first repair under which one of ``keys`` verifies, or ``None``."""
    recipe = recipe_for(token.alg or "")
    checks = [(_check(recipe, signing.key, token), signing) for signing in keys] if recipe else []
    if recipe is None or not checks:
        return None
    budget.stage("repairs of the token's text")
    for number, (repaired, step) in enumerate(token_repairs(token, budget)):
        if number % 1024 == 0 and budget.over:
            break
        budget.variants += 1
        if repaired.text == token.text:
            continue
        for check, signing in checks:
            if check(repaired) and repaired.strict:
                return Hit(repaired, signing.key, recipe, (step, *signing.steps), signing.foreign, None, signing.sighting)
    return None


def _check(recipe: Recipe, key: Key, token: TokenText) -> Check:
    """Return the cheapest test.

    An RSA signature is opened once: if this key made it, each text costs one hash; if not, only another signature is worth a look.
    """
    if recipe.family == "HMAC" and key.secret is not None:
        octets = key.secret.reveal()
        return lambda other: digest(octets, other.signing_input, recipe.hash) == other.signature
    if recipe.family not in ("RSA", "PSS"):
        return lambda other: _is_plausible(other, token) and verifies(recipe, key, other.signing_input, other.signature)
    opened = open_rsa(key, token.signature) if recipe.family == "RSA" else None
    if opened is not None:
        return lambda other: new(opened.hash, other.signing_input).digest() == opened.digest and other.signature == token.signature
    made_by_key = open_pss(key, token.signature) is not None
    return lambda other: _may_be_signed(other, token, made_by_key) and verifies(recipe, key, other.signing_input, other.signature)


def _may_be_signed(other: TokenText, token: TokenText, made_by_key: bool) -> bool:
    return other.signature != token.signature or (made_by_key and _is_plausible(other, token))


def _is_plausible(other: TokenText, token: TokenText) -> bool:
    """Where each verification is dear, look only at texts that an issuer may have signed: JSON stays JSON, or the signature alone is repaired."""
    if other.signing_input == token.signing_input:
        return True
    return other.alg is not None and (other.claims is not None or not token.payload.startswith(b"{"))
