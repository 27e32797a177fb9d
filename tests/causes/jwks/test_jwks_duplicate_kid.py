"""Two keys of the set share one kid."""

from dataclasses import replace

from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.jwks import jwks_duplicate_kid as cause
from tests.support.documents import choice, given_set, jwk, jwks, sighting
from tests.support.example import Example, assert_explains, diagnose
from tests.support.keys import rsa


def example() -> Example:
    """A new key under the old name, and the old one still there."""
    return given_set(jwk(rsa("b"), kid="x"), jwk(rsa(), kid="x"), causes=("jwks-duplicate-kid",), kid="x")


def test_example_is_proven() -> None:
    assert_explains(example())


def test_the_first_of_them_signs() -> None:
    """Near miss: the verifier takes the first, which is right."""
    assert diagnose(given_set(jwk(rsa(), kid="x"), jwk(rsa("b"), kid="x"), causes=(), kid="x"))["verdict"] == "valid"


@drawn(st.text(min_size=1, max_size=20), st.integers(1, 3))
def test_any_kid_and_place(kid: str, place: int) -> None:
    keys = [jwk(rsa("b"), kid=kid)] * place + [jwk(rsa(), kid=kid)]
    own = sighting(jwks(*keys))
    facts = list(cause.choose(choice(own, own, rsa(), chosen=0, kid=kid)))
    assert len(facts) == 1
    assert "2 different keys" in facts[0]


def test_different_kids() -> None:
    own = sighting(jwks(jwk(rsa("b"), kid="b"), jwk(rsa(), kid="a")))
    assert list(cause.choose(choice(own, own, rsa(), chosen=0, kid="b"))) == []


def test_with_a_fault_of_another_family() -> None:
    assert_explains(replace(example(), token=b"Bearer " + example().token, causes=("bearer-prefix-or-wrapping", "jwks-duplicate-kid")))
