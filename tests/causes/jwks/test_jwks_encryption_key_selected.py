"""The key that the verifier takes is published for encryption."""

import json
from base64 import b64encode

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.jwks import jwks_encryption_key_selected as cause
from tests.support.documents import choice, given_set, is_read, jwk, jwks, proposals, sighting
from tests.support.example import Example, assert_explains, diagnose
from tests.support.keys import public_pem, rsa

ID = ("jwks-encryption-key-selected",)
ENCRYPTION = jwk(rsa("b"), kid="b", use="enc", alg="RSA-OAEP")


def example() -> Example:
    """Keycloak's two keys, and the verifier is led to the wrong one."""
    return given_set(jwk(rsa(), kid="a", use="sig", alg="RS256"), ENCRYPTION, causes=ID, kid="b")


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("binding", [{"use": "enc"}, {"use": "enc", "alg": "RSA-OAEP-256"}, {"key_ops": ["encrypt"]}, {"alg": "RSA1_5"}])
@pytest.mark.parametrize("headers", [{}, {"kid": "a"}])
def test_the_signing_key_is_published_for_encryption(binding: dict, headers: dict) -> None:
    assert_explains(given_set(jwk(rsa(), kid="a", **binding), causes=ID, **headers))


def test_both_under_one_kid() -> None:
    """The use says more than the shared kid."""
    assert_explains(given_set(jwk(rsa("b"), kid="a", use="enc"), jwk(rsa(), kid="a", use="sig"), causes=ID, kid="a"))


@pytest.mark.parametrize("headers", [{}, {"kid": "a"}])
def test_a_set_with_both_is_sound(headers: dict) -> None:
    """Near miss: the encryption key comes first, but neither the kid nor its use leads to it."""
    assert diagnose(given_set(ENCRYPTION, jwk(rsa(), kid="a", use="sig"), causes=(), **headers))["verdict"] == "valid"


@drawn(st.sampled_from(["RSA-OAEP", "RSA-OAEP-512", "ECDH-ES+A128KW", "RSA1_5"]), st.booleans())
def test_any_encryption_key_may_verify_then(alg: str, use: bool) -> None:
    members = jwk(rsa(), alg=alg, **({"use": "enc"} if use else {}))
    texts = proposals(cause, jwks(members))
    assert [is_read(text, rsa()) and b"alg" not in text for text in texts] == [True]


@pytest.mark.parametrize("other", [jwks(jwk(rsa(), use="sig")), jwks(jwk(rsa(), key_ops=["verify"])), jwks(jwk(rsa(), key_ops=[])), b""])
def test_other_documents_are_left_alone(other: bytes) -> None:
    assert proposals(cause, other) == []


@pytest.mark.parametrize("own", [json.dumps(ENCRYPTION).encode(), public_pem(rsa("b"))])
def test_the_verifier_was_given_the_encryption_key(own: bytes) -> None:
    """Somebody took the wrong one of the two keys out of the set."""
    live = sighting(jwks(ENCRYPTION, jwk(rsa(), kid="a", use="sig")), "live.json", None)
    assert len(list(cause.choose(choice(sighting(own), live, rsa(), kid="a")))) == 1
    assert list(cause.choose(choice(sighting(public_pem(rsa("c"))), live, rsa(), kid="a"))) == []


def test_with_standard_base64() -> None:
    standard = b64encode(rsa().public_key().public_numbers().n.to_bytes(256)).decode()
    assert_explains(given_set(jwk(rsa(), n=standard, kid="a", use="enc"), causes=("jwk-standard-base64", *ID), kid="a"))
