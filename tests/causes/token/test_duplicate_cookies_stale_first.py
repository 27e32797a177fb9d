"""Two cookies have one name, and the stale one is verified."""

from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.token import duplicate_cookies_stale_first as cause
from tests.support.example import CLAIMS, Example, assert_explains
from tests.support.token_faults import SECRET, found, issued, received, signs, texts
from tests.support.tokens import sign

ID = "duplicate-cookies-stale-first"
OLD = sign({**CLAIMS, "exp": CLAIMS["iat"] - 60}, b"another-secret-of-an-older-installation", "HS256")


def example() -> Example:
    """The browser sends the cookie of the old Domain first."""
    return received(b"Cookie: jwt=" + OLD + b"; jwt=" + issued(), ID)


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize(
    "shape",
    [b"jwt=%s; jwt=%s", b"a=1; __Host-t=%s; theme=dark; __Host-t=%s; z=9", b'jwt="%s"; jwt="%s"', b"cookie: t=%s;t=%s", b"-H 'Cookie: t=%s; t=%s'"],
)
def test_shapes(shape: bytes) -> None:
    assert_explains(received(shape % (OLD, issued()), ID))


def test_the_fresh_one_first() -> None:
    assert_explains(received(b"jwt=" + issued("RS256") + b"; jwt=" + OLD, ID, alg="RS256"))


def test_one_cookie_is_another_cause() -> None:
    """Near miss: the name alone came along."""
    assert found(received(b"jwt=" + issued())) == ["bearer-prefix-or-wrapping"]


def test_two_names_are_no_duplicate() -> None:
    text = b"old=" + OLD + b"; new=" + issued()
    assert texts(cause, text) == []
    assert signs(cause, text) == []


def test_unknown_keys_are_read_only() -> None:
    assert signs(cause, b"jwt=" + OLD + b"; jwt=" + issued()) == ["likely"]


@drawn(st.from_regex(r"[A-Za-z0-9_.-]{1,20}", fullmatch=True))
def test_any_name(name: str) -> None:
    assert texts(cause, f"{name}={OLD.decode()}; {name}={issued().decode()}".encode()) == [OLD, issued()]


def test_both_sides_at_fault() -> None:
    assert_explains(replace(example(), causes=(ID, "secret-trailing-newline"), files={"key": SECRET + b"\n"}))
