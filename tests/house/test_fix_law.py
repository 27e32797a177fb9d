"""The fix law: what is proven verifies once it is undone, alone and beside a fault of another family."""

from dataclasses import replace

import pytest

from jwtriage.diagnosis.hit import Hit
from jwtriage.forensics.recipe import recipe_for, verifies
from jwtriage.jose import verify
from jwtriage.jose.algorithms import ALGORITHMS
from jwtriage.jose.keys import Key
from jwtriage.model.cause import Cause
from tests.house.test_causes import TESTED, by_id, example_of, faults, shown, with_example
from tests.support.example import diagnose

PROVEN = [cause for cause in TESTED if cause.family != "token" and example_of(cause.id).certainty == "proven"]


def is_ordinary(hit: Hit) -> bool:
    """Tell whether an ordinary verifier can be asked: the changes are in texts or in the choice of a key, not in the recipe or the signing input."""
    return not hit.token.overridden and hit.recipe == recipe_for(hit.token.alg or "") and hit.recipe.family != "none"


@with_example
def test_undoing_the_cause_makes_the_token_verify(cause: Cause) -> None:
    """What is proven verifies once it is undone, for a verifier that knows nothing of causes; what is not proven leads nowhere."""
    hit = shown(cause.id).hit
    if example_of(cause.id).certainty != "proven":
        assert hit is None or faults(hit) == 0
    elif is_ordinary(hit):
        key = Key.from_secret(hit.key.secret.reveal()) if hit.key.secret is not None else Key.from_public(hit.key.public)
        verdict = verify(hit.token.text, [key], [hit.token.alg])
        assert verdict.ok or verdict.reason == "key_too_weak"
    else:
        assert verifies(hit.recipe, hit.key, hit.token.signing_input, hit.token.signature)
        assert not verify(hit.token.text, [hit.key], list(ALGORITHMS))


@pytest.mark.parametrize("cause", PROVEN, ids=by_id)
def test_in_quotes_both_faults_are_proven_and_no_other(cause: Cause) -> None:
    example = example_of(cause.id)
    report = diagnose(replace(example, token=b'"' + example.token + b'"'))
    proven = {found["id"] for found in report["causes"] if found["certainty"] == "proven"}
    wanted = {*example.causes, "token-quoted"}
    assert wanted <= proven <= wanted | set(example.allowed)
