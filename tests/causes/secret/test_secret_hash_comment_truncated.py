"""The reader of a `.env` file cuts the secret at `#`."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.secret import secret_hash_comment_truncated as cause
from tests.support.example import CLAIMS, Example, assert_explains
from tests.support.secrets import SECRET, explains, proposals, seen
from tests.support.tokens import sign

WHOLE = SECRET + b"#" + b"Xy3kQ9"
FILE = b"PORT=80\nJWT_SECRET=" + WHOLE + b"\n"


def example() -> Example:
    """The verifier is a node service, the signer a Python one; both read the same file."""
    causes = ("secret-hash-comment-truncated",)
    return Example(sign(CLAIMS, WHOLE, "HS256"), {".env": FILE}, ("--verifier", ".env?reader=node#JWT_SECRET"), causes)


def test_example_is_proven() -> None:
    assert_explains(example())


def test_the_signer_has_the_cut_value() -> None:
    arguments = ("--verifier", ".env#JWT_SECRET")
    assert_explains(Example(sign(CLAIMS, SECRET, "HS256"), {".env": FILE}, arguments, ("secret-hash-comment-truncated",)))


@pytest.mark.parametrize("whole", [SECRET + b" #x", SECRET + b"\t# comment", SECRET + b"#a#b"])
def test_cut_and_restored(whole: bytes) -> None:
    assert SECRET in proposals(cause, whole)
    assert whole in proposals(cause, SECRET, seen(SECRET, readings=(("docker", whole),)))


def test_other_differences_of_readers_are_other_causes() -> None:
    assert proposals(cause, SECRET, seen(SECRET, readings=(("docker", SECRET + b"  "),), source=b'"' + SECRET + b'"')) == set()


@given(st.binary(min_size=1, max_size=30).filter(lambda octets: b"#" not in octets and octets == octets.strip()), st.text("abc#", max_size=8))
def test_any_secret_is_cut_at_the_first(before: bytes, behind: str) -> None:
    assert before in proposals(cause, before + b"#" + behind.encode() + b"x")


def test_with_a_newline() -> None:
    explains(SECRET, WHOLE + b"\n", "secret-trailing-newline", "secret-hash-comment-truncated")


def test_with_quotes() -> None:
    files = {".env": b'JWT_SECRET="' + WHOLE + b'"\n'}
    causes = ("secret-hash-comment-truncated", "secret-quotes-kept")
    assert_explains(Example(sign(CLAIMS, SECRET, "HS256"), files, ("--verifier", ".env?reader=docker#JWT_SECRET"), causes))
