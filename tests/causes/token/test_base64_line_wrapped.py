"""Base64 was broken into lines of 64 or 76 characters."""

from base64 import encodebytes
from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.token import base64_line_wrapped as cause
from jwtriage.forensics.loose_base64 import decode
from tests.support.example import CLAIMS, Example, assert_explains, diagnose
from tests.support.token_faults import SECRET, found, head, issued, received, signed_over, signing_inputs, texts

ID = "base64-line-wrapped"


def wrapped(text: bytes, length: int, end: bytes = b"\n") -> bytes:
    """Break every segment after so many characters."""
    return b".".join(end.join(segment[start : start + length] for start in range(0, len(segment), length)) for segment in text.split(b"."))


def example() -> Example:
    """The segments went through an encoder for mail."""
    return received(wrapped(issued(), 76), ID)


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("length", [64, 76])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
@pytest.mark.parametrize("alg", ["HS256", "ES256"])
def test_breaks_that_were_signed(length: int, end: bytes, alg: str) -> None:
    """Removed on the way, or still there."""
    assert_explains(received(signed_over(wrapped(head(alg), length, end), alg), ID, alg=alg))
    kept = wrapped(head(alg), length, end)
    assert_explains(received(signed_over(kept, alg, kept), ID, alg=alg))


def test_the_encoder_of_python() -> None:
    """`base64.encodebytes` pads, uses the standard alphabet and ends each segment with a newline."""
    token = b".".join(encodebytes(decode(segment)) for segment in issued("RS256").split(b"."))
    assert_explains(received(token, ID, alg="RS256"))
    lines = b".".join(encodebytes(decode(segment)) for segment in head().split(b"."))
    assert_explains(received(signed_over(lines), ID))


def test_a_short_token_is_valid() -> None:
    """Near miss: what fits on a line is not broken."""
    assert diagnose(received(issued("HS256", {"exp": CLAIMS["exp"]})))["verdict"] == "valid"


def test_another_width_is_another_cause() -> None:
    assert found(received(wrapped(issued(), 70), "whitespace-or-percent-encoding-inserted")) == ["whitespace-or-percent-encoding-inserted"]


@drawn(st.binary(min_size=80, max_size=400), st.sampled_from([64, 76]), st.sampled_from([b"\n", b"\r\n"]))
def test_any_payload(payload: bytes, length: int, end: bytes) -> None:
    """The breaks are taken out of the token, and put back into what was signed."""
    token = issued("HS256", {"data": payload.hex()})
    assert token in texts(cause, wrapped(token, length, end))
    assert wrapped(token, length, end).rpartition(b".")[0] in signing_inputs(cause, token)


def test_both_sides_at_fault() -> None:
    assert_explains(replace(received(wrapped(issued(), 64), ID, "secret-trailing-newline"), files={"key": SECRET + b"\n"}))
