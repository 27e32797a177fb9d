"""An EC coordinate in the JWK has not the full length of its curve."""

from itertools import count

import pytest
from cryptography.hazmat.primitives.asymmetric import ec as elliptic
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.jwks import jwk_ec_coordinate_short as cause
from tests.support.documents import given_set, is_read, jwk, jwks, number, proposals
from tests.support.example import Example, assert_explains
from tests.support.keys import CURVES, ec

OCTETS = {"P-256": 32, "P-384": 48, "P-521": 66}


def key_with_short(coordinate: str, curve: str = "P-256"):
    """Find a key whose coordinate begins with a zero octet; its private number is small, so that the test is the same each time."""
    for secret in count(2):
        key = elliptic.derive_private_key(secret, CURVES[curve])
        if getattr(key.public_key().public_numbers(), coordinate) < 1 << 8 * (OCTETS[curve] - 1):
            return key
    raise AssertionError


SHORT = key_with_short("x")


def minimal(key, **members) -> dict:
    """Write the JWK with coordinates of minimal length."""
    numbers = key.public_key().public_numbers()
    return {**jwk(key), "x": number(numbers.x), "y": number(numbers.y), **members}


def example() -> Example:
    """The publisher wrote the number without its leading zero."""
    return given_set(minimal(SHORT, kid="a"), causes=("jwk-ec-coordinate-short",), key=SHORT, alg="ES256", kid="a")


def test_example_is_proven() -> None:
    assert_explains(example())


@drawn(st.sampled_from(["x", "y"]), st.sampled_from(["P-256", "P-384", "P-521"]))
def test_either_coordinate_on_every_curve(coordinate: str, curve: str) -> None:
    key = key_with_short(coordinate, curve)
    assert [is_read(text, key) for text in proposals(cause, jwks(minimal(key)))] == [True]


@drawn(st.integers(1, 4))
def test_octets_too_many(extra: int) -> None:
    long = number(ec().public_key().public_numbers().x, 32 + extra)
    assert [is_read(text, ec()) for text in proposals(cause, jwks(jwk(ec(), x=long)))] == [True]


@pytest.mark.parametrize("other", [jwks(jwk(ec())), jwks(jwk(ec(), crv="P-999", x="AA")), jwks({"kty": "EC", "crv": [], "x": 7}), b"{}", b"x"])
def test_other_documents_are_left_alone(other: bytes) -> None:
    assert proposals(cause, other) == []


def test_with_a_wrong_kid() -> None:
    """A pair: the kid names another key."""
    causes = ("jwk-ec-coordinate-short", "jwks-kid-lies")
    assert_explains(given_set(minimal(SHORT, kid="a"), jwk(ec(), kid="b"), causes=causes, key=SHORT, alg="ES256", kid="b"))
