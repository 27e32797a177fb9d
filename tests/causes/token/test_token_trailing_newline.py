"""A newline stands behind the token."""

from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.token import token_trailing_newline as cause
from tests.support.example import Example, assert_explains, diagnose
from tests.support.token_faults import SECRET, found, issued, received, texts

ID = "token-trailing-newline"


def example() -> Example:
    """The line end of a file with Windows line ends; the last LF belongs to the file, the CR does not."""
    return received(issued() + b"\r\n", ID)


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("end", [b"\n\n", b"\r", b"\\n", b"\\r\\n", b"%0A", b"%0D%0A", b"&#10;", "\u2028".encode()])
@pytest.mark.parametrize("alg", ["HS256", "ES256"])
def test_line_ends_and_their_escapes(end: bytes, alg: str) -> None:
    assert_explains(received(issued(alg) + end, ID, alg=alg))


def test_the_last_line_feed_belongs_to_the_file() -> None:
    """Near miss: `echo token > token.txt` is no fault."""
    assert diagnose(received(issued() + b"\n"))["verdict"] == "valid"


@pytest.mark.parametrize("token", [issued() + b" ", b"\n" + issued()])
def test_other_white_space_is_another_cause(token: bytes) -> None:
    assert ID not in found(received(token, "whitespace-or-percent-encoding-inserted"))


@drawn(st.lists(st.sampled_from([b"\n", b"\r\n", b"\r"]), min_size=1, max_size=4))
def test_any_number_of_line_ends(ends: list[bytes]) -> None:
    assert texts(cause, issued() + b"".join(ends)) == [issued()]


def test_with_a_scheme_in_front() -> None:
    assert_explains(received(b"Bearer " + issued() + b"\r\n", "bearer-prefix-or-wrapping", ID))


def test_both_sides_at_fault() -> None:
    """A pair: the token ends in a newline, and so does the verifier's secret."""
    assert_explains(replace(received(issued() + b"\r\n", ID, "secret-trailing-newline"), files={"key": SECRET + b"\n"}))
