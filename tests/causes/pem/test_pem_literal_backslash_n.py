"""The PEM holds the two characters \n instead of line breaks."""

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.pem import pem_literal_backslash_n as cause
from tests.support.documents import given, is_read, pkcs1_pem, proposals
from tests.support.example import Example, assert_explains, diagnose
from tests.support.keys import ec, public_pem, rsa
from tests.support.tokens import CLAIMS, sign

ESCAPES = (rb"\n", rb"\r\n", rb"\\n", rb"\\r\\n")


def example() -> Example:
    """A one-line variable that nobody turned back."""
    return given(public_pem(rsa()).replace(b"\n", rb"\n"), "pem-literal-backslash-n")


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("final", [b"", b"\n"])
def test_single_quoted_variable(final: bytes) -> None:
    """The same in a dotenv file, in single quotes, with and without a final escape."""
    value = public_pem(rsa()).rstrip().replace(b"\n", rb"\n") + (rb"\n" if final else b"")
    files = {".env": b"JWT_PUBLIC_KEY='" + value + b"'\n"}
    assert_explains(Example(sign(CLAIMS, rsa(), "RS256"), files, ("--verifier", ".env#JWT_PUBLIC_KEY"), ("pem-literal-backslash-n",)))


def test_double_quotes_are_unescaped_by_the_loader() -> None:
    """Near miss: in double quotes the loader turns the characters back."""
    files = {".env": b'KEY="' + public_pem(rsa()).replace(b"\n", rb"\n") + b'"\n'}
    assert diagnose(Example(sign(CLAIMS, rsa(), "RS256"), files, ("--verifier", ".env#KEY"), ()))["verdict"] == "valid"


@drawn(st.sampled_from(ESCAPES), st.sampled_from([rsa(), ec()]), st.sampled_from([b"", b"\n", b"\r\n"]))
def test_every_spelling_is_undone(escape: bytes, key, end: bytes) -> None:
    assert any(is_read(text, key) for text in proposals(cause, public_pem(key).replace(b"\n", escape) + end))


def test_a_backslash_that_a_shell_has_eaten() -> None:
    """Only the letter n is left."""
    assert any(is_read(text, rsa()) for text in proposals(cause, public_pem(rsa()).replace(b"\n", b"n")))


@pytest.mark.parametrize("sound", [public_pem(rsa()), b'{"kty": "RSA", "kid": "a\\n"}', b"", b"-----n", b"-----BEGIN-----nn-----END x"])
def test_other_texts_are_left_alone(sound: bytes) -> None:
    assert not any(is_read(text, rsa()) for text in proposals(cause, sound))


def test_with_another_container() -> None:
    """A pair within the family: PKCS#1 on one line."""
    assert_explains(given(pkcs1_pem(rsa()).replace(b"\n", rb"\n"), "pem-literal-backslash-n", "pem-pkcs1-vs-spki"))


def test_with_a_fault_of_another_family() -> None:
    token = b"Bearer " + sign(CLAIMS, rsa(), "RS256")
    assert_explains(given(public_pem(rsa()).replace(b"\n", rb"\n"), "bearer-prefix-or-wrapping", "pem-literal-backslash-n", token=token))
