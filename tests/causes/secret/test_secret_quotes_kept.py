"""Quotes from a `.env` file are kept as part of the secret."""

from base64 import b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.secret import secret_quotes_kept as cause
from tests.support import keys
from tests.support.example import CLAIMS, Example, assert_explains
from tests.support.secrets import RANDOM, SECRET, documents, explains, proposals
from tests.support.tokens import sign

FILE = b'JWT_SECRET="' + SECRET + b'"\n'


def example() -> Example:
    """``docker run --env-file`` hands the quotes on, the signer's parser removes them."""
    return Example(sign(CLAIMS, SECRET, "HS256"), {"app.env": FILE}, ("--verifier", "app.env?reader=docker#JWT_SECRET"), ("secret-quotes-kept",))


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("form", [b'"%s"', b"'%s'", b"`%s`", b'\\"%s\\"'])
def test_both_ways(form: bytes) -> None:
    assert form % SECRET in proposals(cause, SECRET)
    assert SECRET in proposals(cause, form % SECRET)


@pytest.mark.parametrize("text", [b'"' + SECRET, SECRET + b"'", "\u201c".encode() + SECRET + "\u201d".encode()])
def test_stray_and_typographic_quotes(text: bytes) -> None:
    assert SECRET in proposals(cause, text)


def test_escapes_inside_double_quotes() -> None:
    assert b"a\nb" in proposals(cause, b'"a\\nb"')


def test_quotes_within_belong_to_the_secret() -> None:
    assert b"ab" not in proposals(cause, b"a'b")


def test_around_a_pem() -> None:
    pem = keys.public_pem(keys.rsa())
    assert documents(cause, b'"' + pem.strip() + b'"\n') == {pem}


@given(st.binary(min_size=1, max_size=60))
def test_any_secret_loses_its_quotes(secret: bytes) -> None:
    assert secret in proposals(cause, b'"' + secret + b'"')


def test_with_base64() -> None:
    explains(RANDOM, b'"' + b64encode(RANDOM) + b'"', "secret-quotes-kept", "secret-base64-decoded-one-side")


def test_with_blanks_inside() -> None:
    explains(SECRET, b'" ' + SECRET + b'"', "secret-quotes-kept", "secret-outer-whitespace")
