"""A secret with characters outside ASCII is encoded with different character sets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.secret import secret_charset_mismatch as cause
from tests.support.example import Example, assert_explains
from tests.support.secrets import RANDOM, SECRET, explains, pair, proposals

PHRASE = "Übermäßig-geheimes-Paßwort-für-Köln"


def example() -> Example:
    """The signer encodes the phrase as Latin-1, the verifier as UTF-8."""
    return pair(PHRASE.encode("latin-1"), PHRASE.encode(), "secret-charset-mismatch")


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("charset", ["latin-1", "cp1252", "utf-16-le", "utf-16-be", "cp850", "mac-roman"])
def test_character_sets(charset: str) -> None:
    assert PHRASE.encode(charset) in proposals(cause, PHRASE.encode())


def test_ascii_makes_question_marks() -> None:
    assert b"?" * 6 in proposals(cause, "пароль".encode())


def test_the_verifiers_file_is_latin_1() -> None:
    assert PHRASE.encode() in proposals(cause, PHRASE.encode("latin-1"))


def test_decoded_once_too_often() -> None:
    phrase = "größer"
    assert phrase.encode() in proposals(cause, phrase.encode().decode("cp1252").encode())


@pytest.mark.parametrize("text", [SECRET, RANDOM])
def test_ascii_and_binary_secrets_are_left_alone(text: bytes) -> None:
    assert proposals(cause, text) == set()


@given(st.text(st.characters(min_codepoint=0xA1, max_codepoint=0xAC), min_size=4, max_size=30))
def test_any_latin_text_both_ways(phrase: str) -> None:
    assert phrase.encode("latin-1") in proposals(cause, phrase.encode())
    assert phrase.encode() in proposals(cause, phrase.encode("latin-1"))


def test_with_quotes() -> None:
    explains(PHRASE.encode("latin-1"), b'"' + PHRASE.encode() + b'"', "secret-quotes-kept", "secret-charset-mismatch")
