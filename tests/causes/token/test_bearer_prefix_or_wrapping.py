"""The word Bearer, a header's name or brackets came along with the token."""

from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.token import bearer_prefix_or_wrapping as cause
from tests.support.example import BRIEF, Example, assert_explains, diagnose
from tests.support.token_faults import SECRET, found, issued, received, texts

ID = "bearer-prefix-or-wrapping"
FRONTS = (b"Bearer ", b"bearer ", b"Bearer Bearer ", b"Authorization: Bearer ", b"Bearer: ", b"Bearer%20", b"JWT ", b"access_token=", b"Cookie: jwt=")
BRACKETS = (
    (b"{", b"}"),
    (b"[", b"]"),
    (b"<", b">"),
    (b"{{", b"}}"),
    (b"${", b"}"),
    (b"%7B", b"%7D"),
    (b"", b"}"),
    (b"{ ", b" }"),
    (b"Bearer <", b">"),
)


def example() -> Example:
    """The scheme was not split off."""
    return received(b"Bearer " + issued(), ID)


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("front", FRONTS)
def test_words_in_front(front: bytes) -> None:
    assert_explains(received(front + issued(), ID))


@pytest.mark.parametrize(("opening", "closing"), BRACKETS)
def test_brackets(opening: bytes, closing: bytes) -> None:
    assert_explains(received(opening + issued() + closing, ID))


@pytest.mark.parametrize("alg", ["RS256", "ES256", "EdDSA"])
def test_public_keys(alg: str) -> None:
    assert_explains(received(b"Bearer " + issued(alg), ID, alg=alg))


def test_a_token_alone_is_valid() -> None:
    assert diagnose(received(issued(), verdict="valid"))["verdict"] == "valid"


def test_the_word_is_no_excuse_for_a_wrong_key() -> None:
    """Near miss: without the word the signature still fails."""
    assert ID not in found(replace(example(), files={"key": SECRET[::-1]}, arguments=("--verifier", "key", *BRIEF)))


@drawn(st.sampled_from([b"Bearer", b"bearer", b"BEARER", b"Token", b"DPoP"]), st.integers(1, 3), st.sampled_from([b" ", b"  ", b": ", b"\t", b"%20"]))
def test_any_scheme_however_often(word: bytes, times: int, between: bytes) -> None:
    assert issued() in texts(cause, (word + between) * times + issued())


@drawn(st.binary(max_size=40))
def test_other_beginnings_are_left_alone(text: bytes) -> None:
    """Whatever stands there, something real is changed or nothing is proposed."""
    assert text not in texts(cause, text)


@pytest.mark.parametrize(
    "around", [b"https://app.example/cb#id_token=%s&state=x", b'{"access_token":"%s"}', b"session=%s; Path=/; HttpOnly", b"?token=%s"]
)
@pytest.mark.parametrize("alg", ["HS256", "RS256", "ES256"])
def test_other_text_around_it(alg: str, around: bytes) -> None:
    """An address, an answer, a cookie: one fault, and nothing was altered."""
    assert_explains(received(around % issued(alg), ID, alg=alg))


def test_both_sides_at_fault() -> None:
    """A pair: the issuer's secret has a final newline."""
    example_ = received(b"Bearer " + issued(), ID, "secret-trailing-newline")
    assert_explains(replace(example_, files={"key": SECRET + b"\n"}))
