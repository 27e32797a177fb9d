"""The PEM's lines are joined."""

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.pem import pem_lines_joined as cause
from tests.support.documents import certificate_pem, given, is_read, pem_lines, proposals
from tests.support.example import Example, assert_explains
from tests.support.keys import ec, public_pem, rsa
from tests.support.tokens import CLAIMS, sign


def example() -> Example:
    """All line breaks are gone."""
    return given(b"".join(pem_lines()), "pem-lines-joined")


def test_example_is_proven() -> None:
    assert_explains(example())


def test_markers_on_their_own_lines() -> None:
    """Only the body is on one line."""
    first, *body, last = pem_lines()
    assert_explains(given(b"\n".join([first, b"".join(body), last, b""]), "pem-lines-joined"))


@drawn(st.integers(1, 500).filter(lambda width: width != 64), st.sampled_from([rsa(), ec()]), st.sampled_from([b"\n", b"\r\n"]))
def test_any_width_is_undone(width: int, key, end: bytes) -> None:
    first, *lines, last = pem_lines(key)
    body = b"".join(lines)
    cut = [body[start : start + width] for start in range(0, len(body), width)]
    assert any(is_read(text, key) for text in proposals(cause, end.join([first, *cut, last, b""])))


@pytest.mark.parametrize("other", [public_pem(rsa()), public_pem(rsa()).replace(b"\n", b"\r\n"), public_pem(rsa()).replace(b"\n", b"\r"), b"", b"x"])
def test_other_texts_are_left_alone(other: bytes) -> None:
    """Near misses: a sound PEM, CRLF, and bare CR, which is another cause's."""
    assert not any(is_read(text, rsa()) for text in proposals(cause, other))


def test_blanks_are_another_cause() -> None:
    assert proposals(cause, b" ".join(pem_lines())) == []


def test_pairs() -> None:
    assert_explains(given(b"".join(certificate_pem(rsa()).splitlines()), "pem-certificate-as-public-key", "pem-lines-joined"))
    token = b'"' + sign(CLAIMS, rsa(), "RS256") + b'"'
    assert_explains(given(b"".join(pem_lines()), "token-quoted", "pem-lines-joined", token=token))
