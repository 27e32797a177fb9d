"""The token carries no kid, but the set holds several keys."""

from dataclasses import replace

from jwtriage.causes.jwks import token_missing_kid as cause
from tests.support.documents import choice, given_set, jwk, jwks, number, sighting
from tests.support.example import Example, assert_explains, diagnose
from tests.support.keys import ec, rsa


def example() -> Example:
    """A second key joined the set, and the issuer never wrote a kid."""
    return given_set(jwk(rsa("b"), kid="b"), jwk(rsa(), kid="a"), causes=("token-missing-kid",))


def test_example_is_proven() -> None:
    assert_explains(example())


def test_the_first_that_fits_is_right() -> None:
    """Near misses: it is the first key, or the first of its kind."""
    assert diagnose(given_set(jwk(rsa(), kid="a"), jwk(rsa("b"), kid="b"), causes=()))["verdict"] == "valid"
    assert diagnose(given_set(jwk(ec(), kid="b"), jwk(rsa(), kid="a"), causes=()))["verdict"] == "valid"


def test_a_set_without_kids_is_another_cause() -> None:
    own = sighting(jwks(jwk(rsa("b")), jwk(rsa())))
    assert list(cause.choose(choice(own, own, rsa(), chosen=0))) == []


def test_a_token_with_a_kid() -> None:
    own = sighting(jwks(jwk(rsa("b"), kid="b"), jwk(rsa(), kid="a")))
    assert list(cause.choose(choice(own, own, rsa(), chosen=0, kid="b"))) == []


def test_pairs() -> None:
    padded = jwk(rsa(), kid="a", n=number(rsa().public_key().public_numbers().n, 257))
    assert_explains(given_set(jwk(rsa("b"), kid="b"), padded, causes=("jwk-modulus-leading-zero", "token-missing-kid")))
    assert_explains(replace(example(), token=b"Bearer " + example().token, causes=("bearer-prefix-or-wrapping", "token-missing-kid")))
