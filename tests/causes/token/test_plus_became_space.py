"""A plus sign became a space in a query or form."""

from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.token import plus_became_space as cause
from jwtriage.forensics.compact import TO_STANDARD
from tests.support.example import Example, assert_explains
from tests.support.token_faults import SECRET, found, head, issued, received, signed_over, signing_inputs, texts

ID = "plus-became-space"
CLAIMS = {"sub": "~~~>>>???", "exp": 4_102_444_800}


def dashed(alg: str = "HS256") -> bytes:
    """Return a token with at least two dashes in its signature."""
    return next(token for token in (issued(alg, CLAIMS, jti=number) for number in range(999)) if token.rpartition(b".")[2].count(b"-") > 1)


def example() -> Example:
    """The token was standard base64 in a query string."""
    return received(dashed().translate(TO_STANDARD).replace(b"+", b" "), ID)


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("alg", ["RS256", "ES256"])
def test_public_keys(alg: str) -> None:
    assert_explains(received(dashed(alg).replace(b"-", b" "), ID, alg=alg))


def test_only_the_first_plus_was_replaced() -> None:
    """A client that calls `replace` once: the second plus sign is lost."""
    start, _, signature = dashed().rpartition(b".")
    assert_explains(received(start + b"." + signature.replace(b"-", b"+").replace(b"+", b"-", 1).replace(b"+", b" "), ID))


def test_the_plus_signs_were_signed() -> None:
    """The issuer signed the standard spelling."""
    signed = head("HS256", CLAIMS).translate(TO_STANDARD)
    assert b"+" in signed
    assert_explains(received(signed_over(signed, received=signed).replace(b"+", b" ").replace(b"-", b" "), ID))


@pytest.mark.parametrize("token", [b"Bearer " + issued(), issued(), issued() + b" ", issued().replace(b".", b" .", 1).replace(b" ", b"", 1)])
def test_other_texts_are_left_alone(token: bytes) -> None:
    assert texts(cause, token) == []


def test_an_added_space_is_another_cause() -> None:
    """Near miss: a space beside what is there replaces nothing."""
    assert found(received(issued().replace(b".", b" ."), "whitespace-or-percent-encoding-inserted")) == ["whitespace-or-percent-encoding-inserted"]


@drawn(st.sets(st.integers(20, len(issued()) - 2), min_size=1, max_size=5))
def test_any_plus_comes_back(places: set[int]) -> None:
    """Whichever characters were plus signs, the spelling in base64url is proposed, and what was signed beside it."""
    token = bytes(ord("+") if at in places and character != ord(".") else character for at, character in enumerate(issued()))
    if b"+" in token:
        assert token.replace(b"+", b"-") in texts(cause, token.replace(b"+", b" "))
        assert token.rpartition(b".")[0] in signing_inputs(cause, token.replace(b"+", b" "))


def test_both_sides_at_fault() -> None:
    token = dashed().replace(b"-", b" ")
    assert_explains(replace(received(token, ID, "secret-trailing-newline"), files={"key": SECRET + b"\n"}))
