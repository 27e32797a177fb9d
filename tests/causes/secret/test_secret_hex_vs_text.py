"""One side uses the hexadecimal text of the secret, the other its octets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.secret import secret_hex_vs_text as cause
from tests.support.example import Example, assert_explains
from tests.support.secrets import RANDOM, SECRET, explains, pair, proposals

TEXT = RANDOM.hex().encode()


def example() -> Example:
    """The signer decodes the output of ``openssl rand -hex 32``, the verifier takes it as text."""
    return pair(RANDOM, TEXT, "secret-hex-vs-text")


def test_example_is_proven() -> None:
    assert_explains(example())


def test_the_verifier_decodes() -> None:
    assert_explains(pair(TEXT, TEXT, "secret-hex-vs-text", where="k?encoding=hex"))


@pytest.mark.parametrize("text", [TEXT, b"0x" + TEXT, TEXT.upper(), b"hex:" + TEXT, RANDOM.hex(":").encode()])
def test_spellings_are_decoded(text: bytes) -> None:
    assert RANDOM in proposals(cause, text)


@pytest.mark.parametrize(("signer", "verifier"), [(TEXT, b"0x" + TEXT), (b"0x" + TEXT, TEXT), (TEXT.upper(), TEXT), (TEXT, TEXT.upper())])
def test_prefix_and_case_count_in_a_text(signer: bytes, verifier: bytes) -> None:
    assert signer in proposals(cause, verifier)


@pytest.mark.parametrize("text", [SECRET, b"616161", TEXT[:-1], b"zz" * 16])
def test_what_is_not_hexadecimal_of_a_key(text: bytes) -> None:
    """Near miss: other text, an odd number of digits, a short word of hexadecimal digits (another cause)."""
    assert proposals(cause, text) <= {text.hex().encode(), b"0x" + text}


@given(st.binary(min_size=16, max_size=64))
def test_any_octets_both_ways(secret: bytes) -> None:
    assert secret.hex().encode() in proposals(cause, secret)
    assert secret in proposals(cause, secret.hex().encode())


def test_with_a_newline() -> None:
    explains(RANDOM, b"0x" + TEXT + b"\n", "secret-trailing-newline", "secret-hex-vs-text")
