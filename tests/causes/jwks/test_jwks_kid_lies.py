"""The token's kid names one key, another one made the signature."""

from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.jwks import jwks_kid_lies as cause
from tests.support.documents import choice, given_set, jwk, jwks, sighting
from tests.support.example import Example, assert_explains, diagnose
from tests.support.keys import private_pem, rsa

NAMES = st.text(min_size=1, max_size=10)


def example() -> Example:
    """The issuer's kid was changed, its private key was not."""
    return given_set(jwk(rsa(), kid="a"), jwk(rsa("b"), kid="b"), causes=("jwks-kid-lies",), kid="b")


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("other", [private_pem(rsa()), jwks(jwk(rsa(), kid="z"))])
def test_the_key_is_found_elsewhere(other: bytes) -> None:
    assert_explains(given_set(jwk(rsa("b"), kid="b"), causes=("jwks-kid-lies",), other=other, other_name="issuer.key", kid="b"))


def test_the_kid_is_true() -> None:
    assert diagnose(given_set(jwk(rsa(), kid="a"), jwk(rsa("b"), kid="b"), causes=(), kid="a"))["verdict"] == "valid"


@drawn(NAMES, NAMES)
def test_any_two_names(named: str, signed: str) -> None:
    """Two names are a lie, one name for both is not."""
    own = sighting(jwks(jwk(rsa("b"), kid=named), jwk(rsa(), kid=signed)))
    assert bool(list(cause.choose(choice(own, own, rsa(), chosen=0, kid=named)))) == (named != signed)


def test_with_a_fault_of_another_family() -> None:
    assert_explains(replace(example(), token=b"Bearer " + example().token, causes=("bearer-prefix-or-wrapping", "jwks-kid-lies")))
