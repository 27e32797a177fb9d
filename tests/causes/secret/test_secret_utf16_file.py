"""The key file is saved as UTF-16."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.secret import secret_utf16_file as cause
from tests.support import keys
from tests.support.example import CLAIMS, Example, assert_explains
from tests.support.secrets import SECRET, explains, pair, proposals
from tests.support.tokens import sign


def example() -> Example:
    """The verifier's file was made by redirection in PowerShell 5."""
    return pair(SECRET, SECRET.decode().encode("utf-16"), "secret-utf16-file")


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("charset", ["utf-16", "utf-16-le", "utf-16-be"])
def test_both_orders_both_ways(charset: str) -> None:
    saved = SECRET.decode().encode(charset)
    assert SECRET in proposals(cause, saved)
    assert saved in proposals(cause, SECRET)


def test_a_pem_in_utf_16() -> None:
    saved = keys.public_pem(keys.rsa()).decode().encode("utf-16")
    assert_explains(Example(sign(CLAIMS, keys.rsa(), "RS256"), {"p.pem": saved}, ("--verifier", "p.pem"), ("secret-utf16-file",)))


def test_a_binary_secret_with_nul_is_not_utf_16() -> None:
    assert proposals(cause, b"\x01\0\x02\0" * 8) == set()


@given(st.text(st.characters(min_codepoint=0x21, max_codepoint=0x7E), min_size=1, max_size=50))
def test_any_text_is_restored(text: str) -> None:
    assert text.encode() in proposals(cause, text.encode("utf-16"))


def test_with_the_line_end_of_the_redirection() -> None:
    explains(SECRET, (SECRET + b"\r\n").decode().encode("utf-16"), "secret-trailing-newline", "secret-utf16-file")
