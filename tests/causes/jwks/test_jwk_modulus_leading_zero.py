"""The JWK's modulus begins with a zero octet."""

from base64 import b64encode
from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.jwks import jwk_modulus_leading_zero as cause
from tests.support.documents import given_set, is_read, jwk, jwks, number, proposals
from tests.support.example import Example, assert_explains
from tests.support.keys import rsa

MODULUS = rsa().public_key().public_numbers().n


def signed(octets: int = 257, **members) -> dict:
    """Write the modulus with the sign octet of a big integer."""
    return jwk(rsa(), n=number(MODULUS, octets), **members)


def example() -> Example:
    """Java's signed big integer: 257 octets for 2048 bits."""
    return given_set(signed(kid="a"), causes=("jwk-modulus-leading-zero",), kid="a")


def test_example_is_proven() -> None:
    assert_explains(example())


def test_the_sound_keys_of_the_set_do_not_hide_it() -> None:
    assert_explains(given_set(jwk(rsa("b"), kid="b"), signed(kid="a"), causes=("jwk-modulus-leading-zero",), kid="a"))


@drawn(st.integers(257, 300), st.integers(4, 8))
def test_any_number_of_zeros(modulus: int, exponent: int) -> None:
    members = signed(modulus, e=number(65537, exponent))
    assert [is_read(text, rsa()) for text in proposals(cause, jwks(members))] == [True]


@pytest.mark.parametrize("other", [jwks(jwk(rsa())), jwks(jwk(rsa(), n=b64encode(b"\0" + MODULUS.to_bytes(256)).decode())), b"[]", b""])
def test_other_documents_are_left_alone(other: bytes) -> None:
    """Near misses: a sound key; standard base64, which another cause undoes first."""
    assert proposals(cause, other) == []


def test_pairs() -> None:
    standard = b64encode(b"\0" + MODULUS.to_bytes(256)).decode()
    assert_explains(given_set(jwk(rsa(), n=standard, kid="a"), causes=("jwk-modulus-leading-zero", "jwk-standard-base64"), kid="a"))
    causes = ("bearer-prefix-or-wrapping", "jwk-modulus-leading-zero")
    assert_explains(replace(example(), token=b"Bearer " + example().token, causes=causes))
