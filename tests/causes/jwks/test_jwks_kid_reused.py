"""A kid was given to a new key while the old one still goes by it."""

from dataclasses import replace

from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.jwks import jwks_kid_reused as cause
from tests.support.documents import choice, given_set, jwk, jwks, sighting
from tests.support.example import Example, assert_explains
from tests.support.keys import rsa


def example() -> Example:
    """A constant kid, and a key made anew at each start."""
    return given_set(jwk(rsa("b"), kid="x"), causes=("jwks-kid-reused",), other=jwks(jwk(rsa(), kid="x")), kid="x")


def test_example_is_proven() -> None:
    assert_explains(example())


@drawn(st.text(min_size=1, max_size=10), st.text(min_size=1, max_size=10))
def test_only_the_same_name_is_reuse(old: str, new: str) -> None:
    own, live = sighting(jwks(jwk(rsa("b"), kid=old))), sighting(jwks(jwk(rsa(), kid=new)), "live.json", None)
    assert bool(list(cause.choose(choice(own, live, rsa(), chosen=0, kid=old)))) == (old == new)


def test_in_one_set_it_is_a_duplicate() -> None:
    own = sighting(jwks(jwk(rsa("b"), kid="x"), jwk(rsa(), kid="x")))
    assert list(cause.choose(choice(own, own, rsa(), chosen=0, kid="x"))) == []


def test_with_a_fault_of_another_family() -> None:
    assert_explains(replace(example(), token=b"Bearer " + example().token, causes=("bearer-prefix-or-wrapping", "jwks-kid-reused")))
