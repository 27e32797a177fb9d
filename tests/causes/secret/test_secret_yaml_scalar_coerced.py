"""YAML turned the unquoted secret into a number, a boolean or null."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.secret import secret_yaml_scalar_coerced as cause
from tests.support.example import CLAIMS, Example, assert_explains
from tests.support.secrets import SECRET, explains, proposals, seen
from tests.support.tokens import sign


def example() -> Example:
    """The chart's values file holds the secret without quotes."""
    files = {"values.yaml": b"auth:\n  jwtSecret: 0123456701\n"}
    return Example(sign(CLAIMS, b"0123456701", "HS256"), files, ("--verifier", "values.yaml#auth.jwtSecret"), ("secret-yaml-scalar-coerced",))


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize(
    ("written", "parsed"),
    [
        (b"012345", b"5349"),
        (b"3:25:45", b"12345"),
        (b"0x1F", b"31"),
        (b"1_000", b"1000"),
        (b"yes", b"True"),
        (b"yes", b"true"),
        (b"off", b"false"),
        (b"~", b"None"),
        (b"20161216", b"2.0161216e+07"),
        (b"12e5", b"1.2e+06"),
        (b"1.10", b"1.1"),
        (b"+15", b"15"),
        (b"0o17", b"15"),
        (b"12345678901234567890", b"1.2345678901234567e+19"),
    ],
)
def test_scalars_both_ways(written: bytes, parsed: bytes) -> None:
    assert parsed in proposals(cause, written)


@pytest.mark.parametrize(
    ("parsed", "written"), [(b"5349", b"012345"), (b"12345", b"3:25:45"), (b"31", b"0x1F"), (b"true", b"yes"), (b"2.0161216e+07", b"20161216")]
)
def test_what_may_have_been_written(parsed: bytes, written: bytes) -> None:
    assert written in proposals(cause, parsed)


def test_the_source_shows_what_was_written() -> None:
    assert b"1_000" in proposals(cause, b"1000", seen(b"1000", source=b"1_000", kind="field"))


@pytest.mark.parametrize("text", [SECRET, b"1.2.3.4", b"0x", b"--1", b"12ab", b"9" * 61, b"yesterday"])
def test_text_stays_text(text: bytes) -> None:
    assert proposals(cause, text) == set()


@given(st.integers(8, 10**12))
def test_any_octal_number(value: int) -> None:
    assert str(value).encode() in proposals(cause, f"0{value:o}".encode())
    assert f"0{value:o}".encode() in proposals(cause, str(value).encode())


def test_with_a_newline() -> None:
    explains(b"5349\n", b"012345", "secret-trailing-newline", "secret-yaml-scalar-coerced")
