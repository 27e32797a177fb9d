"""The secret is decoded with the wrong base64 alphabet."""

from base64 import b64decode, urlsafe_b64decode, urlsafe_b64encode

from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.secret import secret_base64url_vs_base64 as cause
from tests.support.example import Example, assert_explains
from tests.support.secrets import SECRET, explains, pair, proposals, seen

RAW = bytes.fromhex("fbef9ef8b1ffe7a0c3f5d2817bfbef3e4a9d8c7b6a5f4e3d2c1b0a99fffe8812")
URL = urlsafe_b64encode(RAW)
DROPPED = b64decode(URL.replace(b"-", b"").replace(b"_", b"").rstrip(b"=") + b"===")
"""What Python's lenient decoder makes of it."""


def example() -> Example:
    """The verifier decodes base64url; the signer's decoder dropped ``-`` and ``_``."""
    return pair(DROPPED, URL, "secret-base64url-vs-base64", where="k?encoding=base64url")


def test_example_is_proven() -> None:
    assert_explains(example())


def test_the_verifier_takes_the_text() -> None:
    explains(RAW, URL.rstrip(b"="), "secret-base64url-vs-base64")


def test_node_and_python_differ() -> None:
    """The value of the measured case: 13 octets with both alphabets, 12 with the foreign characters dropped."""
    text = b"my-secret_key!20245"
    found = proposals(cause, text, seen(text, encoding="base64"))
    assert urlsafe_b64decode(b"my-secret_key20245==") in found
    assert b64decode(b"mysecretkey20245") in found


def test_text_without_marks_is_another_cause() -> None:
    assert proposals(cause, SECRET) == set()


def test_a_phrase_with_hyphens_is_not_decoded() -> None:
    assert proposals(cause, b"my-super-secret-phrase") <= {b"my+super+secret+phrase"}


@given(st.binary(min_size=16, max_size=60))
def test_both_alphabets(secret: bytes) -> None:
    text = urlsafe_b64encode(secret)
    if b"-" in text or b"_" in text:
        assert secret in proposals(cause, text) or not any(character in text for character in b"0123456789")


def test_with_a_newline() -> None:
    explains(RAW, URL + b"\n", "secret-trailing-newline", "secret-base64url-vs-base64")
