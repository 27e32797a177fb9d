"""The token is wrapped in Python's b'…'."""

from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.token import token_bytes_repr as cause
from tests.support.example import Example, assert_explains
from tests.support.token_faults import SECRET, issued, received, texts

ID = "token-bytes-repr"


def example() -> Example:
    """`str()` of the bytes that PyJWT 1 returned."""
    return received(str(issued()).encode(), ID)


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("shape", [b'b"%s"', b"b'%s", b"b%%27%s%%27", b"b&#39;%s&#39;", b"bytearray(b'%s')"])
@pytest.mark.parametrize("alg", ["HS256", "RS256"])
def test_other_spellings(shape: bytes, alg: str) -> None:
    assert_explains(received(shape % issued(alg), ID, alg=alg))


@drawn(st.from_regex(rb"[A-Za-z0-9._-]{1,60}", fullmatch=True))
def test_any_representation(text: bytes) -> None:
    assert text in texts(cause, repr(text).encode())


@pytest.mark.parametrize("text", [issued(), b"'" + issued() + b"'", b"bearer " + issued(), b"b", b""])
def test_other_texts_are_left_alone(text: bytes) -> None:
    """Near miss: quotes alone, or a word that begins with b."""
    assert texts(cause, text) == []


def test_with_the_newline_that_was_represented() -> None:
    assert_explains(received(str(issued() + b"\n").encode(), ID, "token-trailing-newline"))


def test_both_sides_at_fault() -> None:
    assert_explains(replace(received(str(issued()).encode(), ID, "secret-trailing-newline"), files={"key": SECRET + b"\n"}))
