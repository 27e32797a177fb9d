"""The JWK names another algorithm than the token for the same key."""

from base64 import b64encode

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.jwks import jwk_alg_attribute_pins_other_hash as cause
from tests.support.documents import given_set, jwk, jwks, proposals
from tests.support.example import Example, assert_explains, diagnose
from tests.support.keys import rsa

ID = ("jwk-alg-attribute-pins-other-hash",)


def example() -> Example:
    """One modulus, published for RS256 and for RS512 under one kid."""
    return given_set(jwk(rsa(), kid="a", alg="RS256"), jwk(rsa(), kid="a", alg="RS512"), causes=ID, alg="RS512", kid="a")


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("headers", [{}, {"kid": "a"}])
def test_one_entry_with_the_wrong_alg(headers: dict) -> None:
    assert_explains(given_set(jwk(rsa(), kid="a", alg="RS256"), causes=ID, alg="PS256", **headers))


def test_the_right_alg() -> None:
    """Near miss: the key is bound to what the token says."""
    assert diagnose(given_set(jwk(rsa(), kid="a", alg="RS512"), causes=(), alg="RS512", kid="a"))["verdict"] == "valid"


@drawn(st.sampled_from(["RS256", "RS384", "PS256", "PS512"]), st.booleans())
def test_only_the_alg_is_taken_away(alg: str, alone: bool) -> None:
    keys = [jwk(rsa(), kid="a", alg=alg), *([] if alone else [jwk(rsa("b"), kid="b")])]
    assert proposals(cause, jwks(*keys)) != []
    assert b'"alg"' not in proposals(cause, jwks(*keys))[0]


@pytest.mark.parametrize("other", [jwks(jwk(rsa())), jwks(jwk(rsa(), alg="RSA-OAEP")), jwks({"kty": "AKP", "alg": "ML-DSA-44"}), b""])
def test_other_documents_are_left_alone(other: bytes) -> None:
    """Near misses: no alg; an encryption algorithm, which is another cause's; an alg that is part of the key."""
    assert proposals(cause, other) == []


def test_with_standard_base64() -> None:
    standard = b64encode(rsa().public_key().public_numbers().n.to_bytes(256)).decode()
    causes = ("jwk-standard-base64", *ID)
    assert_explains(given_set(jwk(rsa(), n=standard, kid="a", alg="RS256"), causes=causes, alg="RS384", kid="a"))
