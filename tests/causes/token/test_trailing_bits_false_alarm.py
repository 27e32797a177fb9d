"""The last character of a segment was changed in bits that mean nothing."""

from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.token import trailing_bits_false_alarm as cause
from tests.support.example import CLAIMS, Example, assert_explains, diagnose
from tests.support.token_faults import SECRET, found, head, issued, received, signed_over, signing_inputs, texts
from tests.support.tokens import segment, signature_of

ID = "trailing-bits-false-alarm"
ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def odd(text: bytes, bits: int = 1) -> bytes:
    """Set spare bits of the last character."""
    return text[:-1] + ALPHABET[ALPHABET.index(text[-1]) | bits :][:1]


def example() -> Example:
    """A test that "tampers" with the last character."""
    return received(odd(issued()), ID)


def test_example_is_proven() -> None:
    report = assert_explains(example())
    assert report["causes"][0]["severity"] == "warning"


@pytest.mark.parametrize("alg", ["ES256", "RS256", "HS512", "EdDSA"])
def test_four_spare_bits(alg: str) -> None:
    """Signatures of 64 and 256 octets end in four of them."""
    files = {"key": SECRET * 2} if alg == "HS512" else {}
    token = head(alg) + b"." + segment(signature_of(head(alg), SECRET * 2, alg)) if files else issued(alg)
    for bits in (1, 8, 15):
        assert_explains(received(odd(token, bits), ID, alg=alg, files=files))


def test_an_odd_spelling_that_was_signed() -> None:
    text = odd(head("HS256", {**CLAIMS, "a": 12}))
    assert text != head("HS256", {**CLAIMS, "a": 12})
    assert_explains(received(signed_over(text, received=text), ID))


def test_a_signature_of_48_octets_has_no_spare_bits() -> None:
    """Near miss: every character of an HS384 signature counts."""
    text = head("HS384")
    token = text + b"." + segment(signature_of(text, SECRET, "HS384"))
    assert diagnose(received(token))["verdict"] == "valid"
    assert texts(cause, odd(token)) == []


def test_a_cut_signature_is_another_cause() -> None:
    """Near miss: where the end is missing, the last character is odd by chance."""
    assert ID not in found(received(issued()[:-10], "token-truncated-by-storage"))


@drawn(st.integers(1, 3), st.integers(0, 999))
def test_any_bits(bits: int, number: int) -> None:
    token = issued(jti=number)
    assert texts(cause, odd(token, bits)) == [token]
    assert texts(cause, token) == []


@drawn(st.text(max_size=20))
def test_any_header(kid: str) -> None:
    """What was signed stays what it is."""
    text = odd(head(kid=kid))
    if text != head(kid=kid) and len(text.partition(b".")[2]) % 4:
        assert text in signing_inputs(cause, signed_over(text, received=text))


def test_both_sides_at_fault() -> None:
    assert_explains(replace(received(odd(issued()), ID, "secret-trailing-newline"), files={"key": SECRET + b"\n"}))
