"""The key set is Istio's placeholder."""

from jwtriage.causes.jwks import jwks_istio_placeholder_key as cause
from tests.support.documents import choice, given_set, jwk, jwks, sighting, text
from tests.support.example import Example, assert_explains
from tests.support.keys import rsa

MODULUS = text(b"Error-IstiodFailedToFetchJwksUri-http:///host.docker.internal:8000/.well-known/jwks.json")
PLACEHOLDER = {"kty": "RSA", "e": "AQAB", "n": MODULUS, "kid": "a"}


def example() -> Example:
    """What a proxy holds, beside what the issuer publishes."""
    return given_set(PLACEHOLDER, causes=("jwks-istio-placeholder-key",), other=jwks(jwk(rsa(), kid="a")), kid="a")


def test_example_is_proven() -> None:
    assert_explains(example())


def test_alone_it_is_likely() -> None:
    """Nobody has the key that signed, but the modulus says why."""
    token = given_set(PLACEHOLDER, causes=("jwks-istio-placeholder-key",), kid="a")
    assert_explains(Example(token.token, token.files, token.arguments, token.causes, certainty="likely"))


def test_other_sets_are_not_accused() -> None:
    own, live = sighting(jwks(jwk(rsa("b"), kid="b"))), sighting(jwks(jwk(rsa(), kid="a")), "live.json", None)
    assert list(cause.choose(choice(own, live, rsa(), kid="a"))) == []


def test_a_placeholder_beside_the_key_that_verifies() -> None:
    """Near miss: the verifier has the right key too, so the placeholder is not why it failed."""
    own = sighting(jwks(PLACEHOLDER, jwk(rsa(), kid="b")))
    assert list(cause.choose(choice(own, own, rsa(), kid="a"))) == []
