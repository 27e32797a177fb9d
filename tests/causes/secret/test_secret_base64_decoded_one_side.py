"""One side uses the secret's text, the other what it decodes to as base64."""

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.secret import secret_base64_decoded_one_side as cause
from tests.support.example import Example, assert_explains
from tests.support.secrets import RANDOM, SECRET, explains, pair, proposals

TEXT = b64encode(RANDOM)


def example() -> Example:
    """The signer decodes the value, the verifier takes its characters."""
    return pair(RANDOM, TEXT, "secret-base64-decoded-one-side")


def test_example_is_proven() -> None:
    assert_explains(example())


def test_the_verifier_decodes() -> None:
    assert_explains(pair(TEXT, TEXT, "secret-base64-decoded-one-side", where="k?encoding=base64"))


@pytest.mark.parametrize("text", [TEXT, TEXT.rstrip(b"="), b"base64:" + TEXT])
def test_spellings_of_one_key(text: bytes) -> None:
    assert RANDOM in proposals(cause, text)
    assert text in proposals(cause, RANDOM)


@pytest.mark.parametrize("text", [b"ThisIsASecretKey", b"correct horse", b"not/base64!", b"a"])
def test_a_passphrase_is_not_decoded(text: bytes) -> None:
    """Near miss: lenient decoding is another cause."""
    assert all(proposal.startswith((b64encode(text).rstrip(b"="), b"base64:")) for proposal in proposals(cause, text))


@given(st.binary(min_size=16, max_size=70))
def test_any_octets_both_ways(secret: bytes) -> None:
    assert b64encode(secret) in proposals(cause, secret)
    assert secret in proposals(cause, b64encode(secret)) or b64encode(secret).rstrip(b"=").isalpha()


def test_with_a_newline_inside() -> None:
    explains(SECRET, b64encode(SECRET + b"\n"), "secret-trailing-newline", "secret-base64-decoded-one-side")


def test_with_a_newline_outside() -> None:
    explains(SECRET, b64encode(SECRET) + b"\n", "secret-trailing-newline", "secret-base64-decoded-one-side")


def test_with_the_newlines_of_echo_and_base64() -> None:
    """``echo SECRET | base64 > FILE`` leaves one newline inside and one behind; they are one fault."""
    explains(SECRET, b64encode(SECRET + b"\n") + b"\n", "secret-trailing-newline", "secret-base64-decoded-one-side")
