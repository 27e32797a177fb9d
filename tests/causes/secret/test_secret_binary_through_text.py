"""A binary secret passed through a text type and was changed there."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.secret import secret_binary_through_text as cause
from tests.support.example import Example, assert_explains
from tests.support.secrets import RANDOM, SECRET, explains, pair, proposals


def example() -> Example:
    """The signer read the binary file as text: every invalid sequence became a replacement character."""
    return pair(RANDOM.decode("utf-8", "replace").encode(), RANDOM, "secret-binary-through-text")


def test_example_is_proven() -> None:
    assert_explains(example())


def test_latin_1_loses_nothing_and_is_undone() -> None:
    explains(RANDOM, RANDOM.decode("latin-1").encode(), "secret-binary-through-text")


@pytest.mark.parametrize("text", [SECRET, "pässwörd".encode(), "pässwörd".encode("latin-1")])
def test_typed_text_is_no_binary_secret(text: bytes) -> None:
    """Near miss: ASCII is never changed, and printable text is a question of character sets."""
    assert proposals(cause, text) == set()


@given(st.binary(min_size=32, max_size=64).filter(lambda octets: not octets.isascii() and not octets.decode("latin-1").isprintable()))
def test_any_binary_secret_through_latin_1(secret: bytes) -> None:
    assert secret.decode("latin-1").encode() in proposals(cause, secret)
    assert secret in proposals(cause, secret.decode("latin-1").encode())


def test_with_a_newline() -> None:
    explains(RANDOM.decode("utf-8", "replace").encode(), RANDOM + b"\n", "secret-trailing-newline", "secret-binary-through-text")
