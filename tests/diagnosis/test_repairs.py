"""Repairs of the token's text, with the verifier's own keys."""

import json

import pytest

from jwtriage.diagnosis.budget import REPAIRS, Budget
from jwtriage.diagnosis.hit import Hit, Signing
from jwtriage.diagnosis.repairs import repaired_hit
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from tests.support.keys import SECRET, ec, ed25519, rsa
from tests.support.tokens import CLAIMS, compact_json, segment, sign

KEYS = {"HS256": SECRET, "RS256": rsa(), "PS256": rsa(), "ES256": ec(), "EdDSA": ed25519()}


def repaired(token: bytes, private, seconds: float = 20) -> tuple[Hit | None, Budget]:
    """Search with one key of the verifier."""
    key = Key.from_secret(private) if isinstance(private, bytes) else Key.from_public(private.public_key())
    budget = Budget(seconds)
    return repaired_hit(TokenText.read(token), [Signing(key, None, False, ())], budget), budget


@pytest.mark.parametrize("alg", KEYS)
def test_an_order_that_nobody_uses_is_found(alg: str) -> None:
    shuffled = {name: CLAIMS[name] for name in ("exp", "iss", "sub", "aud")}
    sound = sign(shuffled, KEYS[alg], alg)
    header, _, signature = sound.split(b".")
    hit, _ = repaired(b".".join((header, segment(compact_json(CLAIMS)), signature)), KEYS[alg])
    assert hit is not None
    assert (hit.token.text, [step.cause.id for step in hit.steps]) == (sound, ["payload-reserialised"])


@pytest.mark.parametrize("alg", KEYS)
def test_a_changed_value_is_no_repair(alg: str) -> None:
    """Near miss: one claim has another value."""
    header, _, signature = sign({**CLAIMS, "sub": "bob"}, KEYS[alg], alg).split(b".")
    hit, budget = repaired(b".".join((header, segment(json.dumps({"sub": "eve"}).encode()), signature)), KEYS[alg], seconds=0.3)
    assert hit is None
    assert budget.variants


def test_a_mistyped_algorithm_is_verified_as_it_is_repaired() -> None:
    """The repaired header says how to verify, not the damaged one."""
    sound = sign(CLAIMS, rsa(), "RS256")
    wrong = segment(compact_json({"alg": "PS256", "typ": "JWT"})) + sound[sound.index(b".") :]
    hit, _ = repaired(wrong, rsa())
    assert hit is not None
    assert (hit.token.text, hit.recipe.family, [step.cause.id for step in hit.steps]) == (sound, "RSA", ["token-mistyped"])


def test_a_short_budget_cuts_the_repairs_and_says_so() -> None:
    hit, budget = repaired(sign(CLAIMS, SECRET), b"another secret", seconds=0)
    assert hit is None
    assert [REPAIRS in entry.why for entry in budget.unread] == [True]


def test_no_key_no_repair() -> None:
    assert repaired_hit(TokenText.read(sign(CLAIMS, SECRET)), [], Budget(9)) is None
