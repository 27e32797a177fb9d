"""A `$` in the secret was expanded by compose or a shell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.secret import secret_dollar_interpolated as cause
from tests.support.example import CLAIMS, Example, assert_explains
from tests.support.secrets import SECRET, explains, proposals, seen
from tests.support.tokens import sign

WRITTEN = SECRET + b"$$w9"
COMPOSE = b"services:\n  api:\n    environment:\n      JWT_SECRET: " + WRITTEN + b"\n"


def example() -> Example:
    """Compose made ``$`` of ``$$``; the signer reads the file itself."""
    arguments = ("--verifier", "compose.yaml#api/JWT_SECRET")
    return Example(sign(CLAIMS, WRITTEN, "HS256"), {"compose.yaml": COMPOSE}, arguments, ("secret-dollar-interpolated",))


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize(
    ("written", "expanded"),
    [
        (b"p$$w", b"p$w"),
        (b"abc$def", b"abc"),
        (b"abc$def-ghi", b"abc-ghi"),
        (b"abc${DEF}ghi", b"abcghi"),
        (b"abc${DEF:-x}ghi", b"abcxghi"),
        (b"a$1b", b"ab"),
        (b"a$b$$c", b"a$c"),
        (b"p$w", b"p$$w"),
        (b"p\\$w", b"p$w"),
    ],
)
def test_expansions(written: bytes, expanded: bytes) -> None:
    assert expanded in proposals(cause, written)


def test_the_source_shows_what_was_expanded() -> None:
    sighting = seen(b"abc", readings=(("python", b"abc$def"),), source=b"abc$def")
    assert b"abc$def" in proposals(cause, b"abc", sighting)


def test_no_dollar_no_expansion() -> None:
    assert proposals(cause, SECRET, seen(SECRET, readings=(("docker", SECRET + b" "),), source=SECRET + b" ")) == set()


@given(st.text("abcXYZ019_-.", min_size=1, max_size=20), st.text("ABCdef_", min_size=1, max_size=8))
def test_any_unset_variable_vanishes(before: str, name: str) -> None:
    assert f"{before}.".encode() in proposals(cause, f"{before}${{{name}}}.".encode())


def test_with_a_newline() -> None:
    explains(SECRET, SECRET + b"$abc\n", "secret-trailing-newline", "secret-dollar-interpolated")
