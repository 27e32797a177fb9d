"""The token is encrypted (JWE), not signed."""

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.token import jwe_taken_for_jws as cause
from tests.support.example import Example, assert_explains
from tests.support.segments import segment
from tests.support.token_faults import issued, received, scene, signs
from tests.support.tokens import compact_json

ID = "jwe-taken-for-jws"


def encrypted(header: dict, *octets: bytes) -> bytes:
    """Return five segments; nothing is really encrypted."""
    return b".".join([segment(compact_json(header)), *map(segment, octets or (b"", b"n" * 12, b"c" * 90, b"t" * 16))])


def example() -> Example:
    """An access token requested without an audience."""
    token = encrypted({"alg": "dir", "enc": "A256GCM", "iss": "https://id.example/"})
    return received(token, ID, alg="RS256", verdict="not-a-signature-problem", certainty="likely")


def test_example_is_likely() -> None:
    assert_explains(example())


@pytest.mark.parametrize("front", [b"Bearer ", b'"', b" "])
def test_with_something_around_it(front: bytes) -> None:
    assert signs(cause, front + encrypted({"alg": "RSA-OAEP", "enc": "A256GCM"})) == ["likely"]


def test_it_says_what_is_inside() -> None:
    (sign,) = cause.read(scene(encrypted({"alg": "RSA-OAEP", "enc": "A256GCM", "cty": "JWT"})))
    assert "a JWT is inside" in sign.fact


@pytest.mark.parametrize("token", [issued(), issued("ES256"), b"a.b.c.d.e", b"", b"opaque"])
def test_other_tokens(token: bytes) -> None:
    """Near miss: a JWS, or five segments without a header."""
    assert signs(cause, token) == []


@drawn(st.sampled_from(["dir", "RSA-OAEP-256", "ECDH-ES", "A128KW"]), st.binary(max_size=40))
def test_any_encryption(alg: str, content: bytes) -> None:
    assert signs(cause, encrypted({"alg": alg, "enc": "A128CBC-HS256"}, b"key", b"iv", content, b"tag")) == ["likely"]
