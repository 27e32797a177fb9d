"""A cookie over 4,096 octets was dropped, cut, or put together from chunks of two generations."""

from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.token import cookie_over_4k as cause
from tests.support.example import CLAIMS, Example, assert_explains
from tests.support.token_faults import SECRET, found, issued, received, signs, texts

ID = "cookie-over-4k"
LONG = issued("HS256", {**CLAIMS, "groups": [f"group-{number:05d}" for number in range(300)]})
CHUNKS = [LONG[start : start + 3900] for start in range(0, len(LONG), 3900)]


def cookie(shape: bytes, first: int = 0, chunks: list[bytes] = CHUNKS) -> bytes:
    """Write numbered chunks as a Cookie header's value."""
    return b"; ".join(shape % (number, chunk) for number, chunk in enumerate(chunks, first))


def example() -> Example:
    """The session library's chunks, as they stand in the Cookie header."""
    return received(cookie(b"session.%d=%s"), ID)


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("shape", [b"__Secure-next-auth.session-token.%d=%s", b"tok-%d=%s", b"tok_%d=%s", b"tok%d=%s"])
@pytest.mark.parametrize("first", [0, 1])
def test_names_of_chunks(shape: bytes, first: int) -> None:
    assert_explains(received(b"Cookie: " + cookie(shape, first), ID))


def test_a_stale_chunk_behind() -> None:
    """An old, longer session left its last chunk."""
    assert_explains(received(cookie(b"s.%d=%s", chunks=[*CHUNKS, b"AAAA" * 9]), ID))


def test_two_generations_of_a_chunk() -> None:
    stale = b"; ".join((b"s.0=" + b"A" * 3900, cookie(b"s.%d=%s")))
    assert_explains(received(stale, ID))


@pytest.mark.parametrize("name", [b"jwt", b"session", b"access_token"])
def test_a_cut_cookie_is_likely(name: bytes) -> None:
    assert_explains(received(LONG[: 4096 - len(name) - 1], ID, certainty="likely"))


def test_a_missing_chunk_is_likely() -> None:
    assert signs(cause, b"s.0=" + CHUNKS[0] + b"; s.2=" + CHUNKS[1]) == ["likely"]


def test_the_width_of_a_column_is_another_cause() -> None:
    """Near miss: 4,000 characters are a column's limit."""
    assert found(received(LONG[:4000])) == ["token-truncated-by-storage"]


def test_a_long_token_that_verifies_is_no_problem() -> None:
    assert found(received(LONG, verdict="valid")) == []
    assert signs(cause, LONG) == ["possible"]
    assert signs(cause, issued()) == []


@drawn(st.integers(100, 4000), st.booleans())
def test_any_chunk_length(length: int, backwards: bool) -> None:
    """The numbers decide, not the order in the header."""
    chunks = list(enumerate(LONG[start : start + length] for start in range(0, len(LONG), length)))
    text = b"; ".join(b"s.%d=%s" % chunk for chunk in (chunks[::-1] if backwards else chunks))
    assert LONG in texts(cause, text)


def test_both_sides_at_fault() -> None:
    assert_explains(replace(example(), causes=(ID, "secret-trailing-newline"), files={"key": SECRET + b"\n"}))
