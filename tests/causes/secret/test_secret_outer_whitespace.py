"""The secret has spaces or tabs around it that only one side removes."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.secret import secret_outer_whitespace as cause
from tests.support.example import Example, assert_explains
from tests.support.secrets import SECRET, accused, documents, explains, pair, proposals


def example() -> Example:
    """The verifier's file has two spaces behind the secret."""
    return pair(SECRET, SECRET + b"  ", "secret-outer-whitespace")


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("around", [b" %s", b"%s\t", b"  %s ", b"\xc2\xa0%s", b"%s\xe2\x80\x8b", b"\n%s"])
def test_the_verifier_has_the_blanks(around: bytes) -> None:
    assert SECRET in proposals(cause, around % SECRET)


@pytest.mark.parametrize("around", [b" %s", b"%s ", b"%s  ", b"%s\t", b" %s "])
def test_the_signer_has_the_blanks(around: bytes) -> None:
    assert around % SECRET in proposals(cause, SECRET)


def test_inner_blanks_are_part_of_the_secret() -> None:
    assert proposals(cause, b"correct horse") & {b"correcthorse", b"correct"} == set()


def test_a_newline_is_another_cause() -> None:
    assert SECRET not in proposals(cause, SECRET + b"\n")
    assert accused(SECRET, SECRET + b"\n") == {"secret-trailing-newline"}


@given(st.text(" \t", min_size=1, max_size=5), st.text(" \t", max_size=5))
def test_any_blanks_are_taken_off(before: str, behind: str) -> None:
    assert SECRET in proposals(cause, before.encode() + SECRET + behind.encode())


def test_with_a_newline_behind_the_blank() -> None:
    explains(SECRET, b" " + SECRET + b" \n", "secret-trailing-newline", "secret-outer-whitespace")


def test_blanks_around_a_document() -> None:
    assert documents(cause, b"  -----BEGIN X-----\nAA\n-----END X-----  \n") == {b"-----BEGIN X-----\nAA\n-----END X-----\n"}
