"""The JWK's modulus is the text of a PEM, not the number."""

from base64 import b64encode, urlsafe_b64encode

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.jwks import jwk_modulus_is_pem_text as cause
from tests.support.documents import certificate_pem, given_set, is_read, jwk, jwks, pem_lines, pkcs1_pem, proposals, text
from tests.support.example import Example, assert_explains
from tests.support.keys import public_pem, rsa


def example() -> Example:
    """``Buffer.from(pem).toString("base64url")`` as ``n``."""
    return given_set(jwk(rsa(), n=text(public_pem(rsa())), kid="a"), causes=("jwk-modulus-is-pem-text",), kid="a")


def test_example_is_proven() -> None:
    assert_explains(example())


@drawn(
    st.sampled_from([public_pem, pkcs1_pem, certificate_pem]), st.sampled_from([b64encode, urlsafe_b64encode, lambda pem: b64encode(b64encode(pem))])
)
def test_every_pem_in_every_encoding(write, encode) -> None:
    members = jwk(rsa(), n=encode(write(rsa())).decode())
    assert any(is_read(changed, rsa()) for changed in proposals(cause, jwks(members)))


@pytest.mark.parametrize("body", [b"".join(pem_lines()[1:-1]).decode(), text(b"".join(pem_lines()[1:-1]))])
def test_the_body_of_a_pem(body: str) -> None:
    assert [is_read(changed, rsa()) for changed in proposals(cause, jwks(jwk(rsa(), n=body)))] == [True]


@pytest.mark.parametrize("other", [jwks(jwk(rsa())), jwks(jwk(rsa(), n=text(b"-----BEGIN nothing"))), jwks({"kty": "RSA"}), b""])
def test_other_documents_are_left_alone(other: bytes) -> None:
    assert proposals(cause, other) == []


def test_with_a_wrong_kid() -> None:
    causes = ("jwk-modulus-is-pem-text", "jwks-kid-lies")
    assert_explains(given_set(jwk(rsa(), n=text(public_pem(rsa())), kid="a"), jwk(rsa("b"), kid="b"), causes=causes, kid="b"))
