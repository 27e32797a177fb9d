"""The token has quotes around it."""

from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.token import token_quoted as cause
from tests.support.example import Example, assert_explains
from tests.support.token_faults import SECRET, found, issued, received, texts

ID = "token-quoted"
QUOTES = ('""', "''", "``", "“”", "‘’", "„“", "«»")


def example() -> Example:
    """`JSON.stringify` into the browser's storage."""
    return received(b'"' + issued() + b'"', ID)


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("quotes", QUOTES)
def test_typed_and_typographic(quotes: str) -> None:
    assert_explains(received(quotes[0].encode() + issued() + quotes[1].encode(), ID))


@pytest.mark.parametrize("escaped", [b"%22", b"%27", b'\\"', b"&quot;", b"&#39;", b'""'])
def test_escaped(escaped: bytes) -> None:
    assert_explains(received(escaped + issued("RS256") + escaped, ID, alg="RS256"))


@pytest.mark.parametrize("token", [b'"' + issued(), issued() + b"'"])
def test_one_quote_is_left(token: bytes) -> None:
    assert_explains(received(token, ID))


@pytest.mark.parametrize(("opening", "closing"), [(b"'\"", b"\"'"), (b'"\\"', b'\\""')])
def test_quotes_within_quotes(opening: bytes, closing: bytes) -> None:
    assert_explains(received(opening + issued() + closing, ID))


def test_quotes_around_bytes_are_another_cause() -> None:
    """Near miss: Python's representation is told apart."""
    assert ID not in found(received(b"b'" + issued() + b"'", "token-bytes-repr"))


@drawn(st.sampled_from(QUOTES), st.from_regex(rb"[A-Za-z0-9._-]{1,40}", fullmatch=True))
def test_any_text_in_quotes(quotes: str, text: bytes) -> None:
    assert text in texts(cause, quotes[0].encode() + text + quotes[1].encode())


@drawn(st.from_regex(rb"[A-Za-z0-9._-]{1,40}", fullmatch=True))
def test_bare_texts_are_left_alone(text: bytes) -> None:
    assert texts(cause, text) == []


def test_with_a_newline_behind_the_quotes() -> None:
    assert_explains(received(b'"' + issued() + b'"\r\n', ID, "token-trailing-newline"))


def test_both_sides_at_fault() -> None:
    assert_explains(replace(received(b'"' + issued() + b'"', ID, "secret-trailing-newline"), files={"key": SECRET + b"\n"}))
