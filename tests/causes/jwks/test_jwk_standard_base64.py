"""The JWK's numbers are in standard base64 instead of base64url."""

from base64 import b64encode, encodebytes
from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.jwks import jwk_standard_base64 as cause
from tests.support.documents import given_set, is_read, jwk, jwks, proposals
from tests.support.example import Example, assert_explains
from tests.support.keys import ec, rsa

OCTETS = rsa().public_key().public_numbers().n.to_bytes(256)


def example() -> Example:
    """`+`, `/` and `=` where `-`, `_` and nothing belong."""
    return given_set(jwk(rsa(), n=b64encode(OCTETS).decode(), kid="a"), causes=("jwk-standard-base64",), kid="a")


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("written", [jwk(rsa())["n"] + ",,", jwk(rsa())["n"] + "==", encodebytes(OCTETS).decode(), " " + jwk(rsa())["n"]])
def test_other_encoders(written: str) -> None:
    assert [is_read(text, rsa()) for text in proposals(cause, jwks(jwk(rsa(), n=written)))] == [True]


@drawn(st.sampled_from([rsa(), ec(), ec("P-521")]), st.sampled_from(["", "=", "==", ",,"]))
def test_every_member(key, padding: str) -> None:
    members = {name: value.replace("-", "+").replace("_", "/") + padding if len(value) > 30 else value for name, value in jwk(key).items()}
    assert members == jwk(key) or [is_read(text, key) for text in proposals(cause, jwks(members))] == [True]


@pytest.mark.parametrize("other", [jwks(jwk(rsa())), jwks({"kty": "RSA", "n": 7}), b"", b"{"])
def test_other_documents_are_left_alone(other: bytes) -> None:
    assert proposals(cause, other) == []


def test_with_a_fault_of_another_family() -> None:
    assert_explains(replace(example(), token=b"Bearer " + example().token, causes=("bearer-prefix-or-wrapping", "jwk-standard-base64")))
