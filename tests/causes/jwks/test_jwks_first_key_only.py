"""The verifier always takes the first key of the set."""

import json
from dataclasses import replace

import pytest

from jwtriage.causes.jwks import jwks_first_key_only as cause
from tests.support.documents import choice, given_set, jwk, jwks, sighting
from tests.support.example import Example, assert_explains
from tests.support.keys import public_pem, rsa
from tests.support.tokens import CLAIMS, sign


def example() -> Example:
    """A set without kids: the first key that fits is taken, the second signed."""
    return given_set(jwk(rsa("b")), jwk(rsa()), causes=("jwks-first-key-only",))


def test_example_is_proven() -> None:
    assert_explains(example())


def test_the_verifier_was_given_the_first_key_of_the_set() -> None:
    """Somebody converted ``keys[0]`` into a PEM."""
    files = {"first.pem": public_pem(rsa("b")), "jwks.json": jwks(jwk(rsa("b"), kid="b"), jwk(rsa(), kid="a"))}
    arguments = ("--verifier", "first.pem", "--candidate", "jwks.json")
    assert_explains(Example(sign(CLAIMS, rsa(), "RS256", {"kid": "a"}), files, arguments, ("jwks-first-key-only",)))


def test_the_verifier_was_given_the_first_jwk() -> None:
    """A bare JWK was copied out of the set; a set of one key would rather be an old copy."""
    live = sighting(jwks(jwk(rsa("b"), kid="b"), jwk(rsa(), kid="a")), "live.json", None)
    alone, old = sighting(json.dumps(jwk(rsa("b"), kid="b")).encode()), sighting(jwks(jwk(rsa("b"), kid="b")))
    assert len(list(cause.choose(choice(alone, live, rsa(), kid="a")))) == 1
    assert list(cause.choose(choice(old, live, rsa(), kid="a"))) == []


@pytest.mark.parametrize("live", [jwks(jwk(rsa(), kid="a"), jwk(rsa("b"), kid="b")), jwks(jwk(rsa(), kid="a"))])
def test_the_verifier_has_another_key_than_the_first(live: bytes) -> None:
    """Near miss: the verifier's key is not the first of the set."""
    own, other = sighting(public_pem(rsa("b")), "p.pem"), sighting(live, "live.json", None)
    assert list(cause.choose(choice(own, other, rsa(), chosen=0, kid="a"))) == []


def test_with_a_fault_of_another_family() -> None:
    assert_explains(replace(example(), token=b"Bearer " + example().token, causes=("bearer-prefix-or-wrapping", "jwks-first-key-only")))
