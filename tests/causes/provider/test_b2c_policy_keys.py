"""Azure AD B2C: the token belongs to another policy than the verifier's keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.provider import b2c_policy_keys as cause
from tests.support.example import Example, assert_explains, diagnose
from tests.support.keys import rsa
from tests.support.stories import claims, key_set, outcome, scene, signed, story, swapped

ISSUER = "https://acme.b2clogin.com/7fe81447-da57-4385-becb-6de57f21477e/v2.0/"
TOKEN = signed(claims(iss=ISSUER, tfp="B2C_1A_signin"), kid="custom")
OTHER = key_set(flow=rsa("b"))
SET = key_set(custom=rsa())


def example() -> Example:
    """A token of a custom policy, the verifier has the keys of a user flow."""
    held, elsewhere = {"acme.b2clogin.com/b2c_1_signin/keys.json": OTHER}, {"acme.b2clogin.com/b2c_1a_signin/keys.json": SET}
    return story(TOKEN, "b2c-policy-keys", held=held, elsewhere=elsewhere)


def test_example_is_proven() -> None:
    assert_explains(example())


def test_the_metadata_names_no_policy() -> None:
    assert_explains(story(TOKEN, "b2c-policy-keys", held={"metadata/keys.json": OTHER}, elsewhere={"policy.json": SET}))


def test_the_policys_own_keys_are_not_at_hand() -> None:
    report = diagnose(story(TOKEN, held={"b2c_1_signin.json": OTHER}))
    assert outcome(report) == ("explained", {"b2c-policy-keys": "likely"})


def test_neutral_names_give_a_hint_only() -> None:
    assert [sign.certainty for sign in cause.read(scene(TOKEN, {"keys.json": OTHER}))] == ["possible"]


def test_the_address_was_not_fetched() -> None:
    """The REF that could not be read names the policy all the same."""
    address = "https://acme.b2clogin.com/acme.onmicrosoft.com/{}/discovery/v2.0/keys"
    assert list(cause.read(scene(TOKEN, unread=[address.format("b2c_1_reset")])))
    assert not list(cause.read(scene(TOKEN, unread=[address.format("B2C_1A_SIGNIN")])))


@pytest.mark.parametrize(
    "place", ["b2c_1a_signin.json", "acme/B2C_1A_signin/keys.json", "https://a.b2clogin.com/t/b2c_1a_signin/discovery/v2.0/keys"]
)
def test_the_tokens_own_policy_accuses_nobody(place: str) -> None:
    """Near miss: the keys are the policy's; that they lack the kid is another story."""
    assert not list(cause.read(scene(TOKEN, {place: OTHER})))
    assert not list(cause.choose(swapped(TOKEN, (place, OTHER), ("live.json", SET))))


def test_sets_that_share_a_key_are_copies() -> None:
    """Near miss: an old copy of the same set is no other policy's."""
    both = key_set(flow=rsa("b"), custom=rsa())
    assert not list(cause.choose(swapped(signed(claims(tfp="B2C_1_a"), kid="custom"), ("keys.json", OTHER), ("live.json", both))))


@given(st.text(max_size=20))
def test_only_policies_count(value: str) -> None:
    """Whatever else ``acr`` holds says nothing."""
    found = list(cause.read(scene(signed(claims(acr=f"x{value}"), b"k", "HS256"), {"b2c_1_signin.json": OTHER})))
    assert not found


def test_with_a_fault_of_another_family() -> None:
    held, elsewhere = {"metadata/keys.json": OTHER}, {"policy.json": SET}
    assert_explains(story(b"Bearer " + TOKEN, "b2c-policy-keys", "bearer-prefix-or-wrapping", held=held, elsewhere=elsewhere))
