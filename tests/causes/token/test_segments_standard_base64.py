"""The token's segments are standard base64 instead of base64url."""

from base64 import b64encode
from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.token import segments_standard_base64 as cause
from jwtriage.forensics.compact import TO_STANDARD, padded
from tests.support.example import Example, assert_explains
from tests.support.token_faults import SECRET, found, head, issued, received, signed_over, signer, signing_inputs, texts
from tests.support.tokens import segment, signature_of

ID = "segments-standard-base64"
CLAIMS = {"name": "~~~~>>>???", "exp": 4_102_444_800}
"""Claims whose base64 holds a plus sign."""


def dashed(alg: str = "HS256") -> bytes:
    """Return a token with characters of base64url in payload and signature."""
    return next(
        token
        for token in (issued(alg, CLAIMS, kid=str(number)) for number in range(99))
        if token.rpartition(b".")[2].strip(b"-_") and set(b"-_") & set(token.rpartition(b".")[2])
    )


def example() -> Example:
    """The issuer encodes with plain base64 before it signs, as Apex does."""
    text = padded(head("HS256", CLAIMS)).translate(TO_STANDARD)
    return received(text + b"." + b64encode(signature_of(text, SECRET, "HS256")), ID)


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("alg", ["HS256", "RS256", "ES256", "EdDSA"])
@pytest.mark.parametrize("pad", [bytes, padded])
def test_respelled_after_signing(alg: str, pad) -> None:
    assert_explains(received(pad(dashed(alg)).translate(TO_STANDARD), ID, alg=alg))


@pytest.mark.parametrize("pad", [bytes, padded])
def test_signed_so_and_respelled_in_base64url(pad) -> None:
    """A gateway tidied the token; the signature covers the old spelling."""
    text = pad(head("HS256", CLAIMS)).translate(TO_STANDARD)
    assert_explains(received(signed_over(text, received=head("HS256", CLAIMS)), ID))


def test_signed_without_padding() -> None:
    text = head("ES256", CLAIMS).translate(TO_STANDARD)
    assert_explains(received(text + b"." + segment(signature_of(text, signer("ES256"), "ES256")), ID, alg="ES256"))


def test_base64url_that_was_signed_with_padding_is_another_cause() -> None:
    """Near miss: padding alone says nothing about the alphabet."""
    text = padded(head(kid="k"))
    assert ID not in found(received(signed_over(text, received=text)))


@drawn(st.binary(min_size=3, max_size=60))
def test_any_payload(payload: bytes) -> None:
    """The spelling in base64url is proposed for the standard one, and the reverse for what was signed."""
    token = issued("HS256", {"data": payload.decode("latin-1")})
    standard = token.translate(TO_STANDARD)
    if standard != token:
        assert token in texts(cause, standard)
    if standard.rpartition(b".")[0] != token.rpartition(b".")[0]:
        assert standard.rpartition(b".")[0] in signing_inputs(cause, token)


def test_with_a_scheme_in_front() -> None:
    assert_explains(received(b"Bearer " + dashed().translate(TO_STANDARD), "bearer-prefix-or-wrapping", ID))


def test_both_sides_at_fault() -> None:
    assert_explains(replace(received(dashed().translate(TO_STANDARD), ID, "secret-trailing-newline"), files={"key": SECRET + b"\n"}))
