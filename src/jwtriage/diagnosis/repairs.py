"""Repairs of the token's text, tried last and on the verifier's own keys only: there are tens of thousands of them."""

from collections.abc import Iterator, Sequence

from jwtriage.diagnosis.budget import REPAIRS, Budget
from jwtriage.diagnosis.chain import Step
from jwtriage.diagnosis.hit import Hit, Signing
from jwtriage.diagnosis.proposals import token_repairs
from jwtriage.diagnosis.repair_tests import Test, test_for
from jwtriage.forensics.recipe import recipe_for, verifies
from jwtriage.forensics.token import TokenText

OFTEN = 256
"""The clock is looked at once for so many texts."""


def repaired_hit(token: TokenText, keys: Sequence[Signing], budget: Budget) -> Hit | None:
    """Return the first repair under which one of ``keys`` verifies, or ``None``."""
    recipe = recipe_for(token.alg or "")
    made = [(test_for(recipe, signing.key, token), signing) for signing in keys] if recipe else []
    tests = [(test, signing) for test, signing in made if test is not None]
    if not tests:
        return None
    budget.stage(REPAIRS)
    for repaired, step, signing in _candidates(token, tests, budget):
        hit = _confirmed(repaired, step, signing)
        if hit is not None:
            return hit
    return None


def _candidates(token: TokenText, tests: Sequence[tuple[Test, Signing]], budget: Budget) -> Iterator[tuple[TokenText, Step, Signing]]:
    """Yield the repaired texts that pass the test of a key."""
    for number, (repaired, step) in enumerate(token_repairs(token, budget)):
        if number % OFTEN == 0 and budget.over:
            return
        budget.variants += 1
        signing_input, _, segment = repaired.text.rpartition(b".")
        for test, signing in tests:
            if test(signing_input, segment) and repaired.text != token.text:
                yield repaired, step, signing


def _confirmed(repaired: TokenText, step: Step, signing: Signing) -> Hit | None:
    """Verify once more in the way that the repaired header names, and only a sound text."""
    recipe = recipe_for(repaired.alg or "")
    if recipe is None or not repaired.strict or not verifies(recipe, signing.key, repaired.signing_input, repaired.signature):
        return None
    return Hit(repaired, signing.key, recipe, (step, *signing.steps), signing.foreign, None, signing.sighting)
