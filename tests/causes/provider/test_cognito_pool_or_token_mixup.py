"""Cognito: the token belongs to another user pool, or to the pool's other key."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.provider import cognito_pool_or_token_mixup as cause
from tests.support.example import Example, assert_explains, diagnose
from tests.support.keys import public_pem, rsa
from tests.support.stories import claims, key_set, outcome, scene, signed, story, swapped

POOL = "eu-west-1_AbCdEf123"
ISSUER = f"https://cognito-idp.eu-west-1.amazonaws.com/{POOL}"
ACCESS = signed(claims(iss=ISSUER, token_use="access"), kid="access")
PAIR = key_set(id=rsa("b"), access=rsa())


def example() -> Example:
    """The verifier pinned the first key of the pool, that of the ID tokens."""
    return story(ACCESS, "cognito-pool-or-token-mixup", held={"keys0.pem": public_pem(rsa("b"))}, elsewhere={"pool.json": PAIR})


def test_example_is_proven() -> None:
    assert_explains(example())


def test_the_keys_of_another_pool() -> None:
    held, elsewhere = {"eu-west-1_Staging99/jwks.json": key_set(id=rsa("b"))}, {f"{POOL}/jwks.json": PAIR}
    assert_explains(story(ACCESS, "cognito-pool-or-token-mixup", held=held, elsewhere=elsewhere))


def test_the_tokens_own_pool_is_not_at_hand() -> None:
    report = diagnose(story(ACCESS, held={"eu-west-1_Staging99.json": key_set(id=rsa("b"))}))
    assert outcome(report) == ("explained", {"cognito-pool-or-token-mixup": "likely"})


def test_the_expected_issuer_names_another_pool() -> None:
    case = scene(ACCESS, {"jwks.json": key_set(id=rsa("b"))}, issuer=ISSUER.replace(POOL, "eu-west-1_Staging99"))
    assert [sign.certainty for sign in cause.read(case)] == ["likely"]


@pytest.mark.parametrize("place", ["jwks.json", f"{POOL}.json", f"{ISSUER}/.well-known/jwks.json"])
def test_the_same_pool_accuses_nobody(place: str) -> None:
    """Near miss: no pool is named, or the token's own."""
    assert not list(cause.read(scene(ACCESS, {place: key_set(id=rsa("b"))})))


def test_a_set_of_two_of_another_issuer_accuses_nobody() -> None:
    token = signed(claims(iss="https://id.example"), kid="access")
    assert not list(cause.choose(swapped(token, ("keys0.pem", public_pem(rsa("b"))), ("pool.json", PAIR))))


def test_a_pair_that_the_verifiers_key_is_not_from_accuses_nobody() -> None:
    """Near miss: the pinned key is no key of this pool at all."""
    assert not list(cause.choose(swapped(ACCESS, ("keys0.pem", public_pem(rsa("c"))), ("pool.json", PAIR))))


@given(st.from_regex(r"[a-z]{2}-[a-z]{4,9}-[1-3]_[A-Za-z0-9]{9}", fullmatch=True))
def test_any_pool_is_told_from_this_one(pool: str) -> None:
    found = list(cause.read(scene(ACCESS, {f"pools/{pool}/jwks.json": b"{}"})))
    assert bool(found) == (pool != POOL)


def test_with_a_fault_of_another_family() -> None:
    pair = ("cognito-pool-or-token-mixup", "bearer-prefix-or-wrapping")
    assert_explains(story(b"Bearer " + ACCESS, *pair, held={"keys0.pem": public_pem(rsa("b"))}, elsewhere={"pool.json": PAIR}))
