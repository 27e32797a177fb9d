"""Flattened and general JSON serialisations, read leniently."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.forensics.json_token import MOST, signed_parts

ONE = {"protected": "e30", "signature": "AAAA"}


def parts(document: object) -> list[tuple[bytes, bytes | None, bytes, dict]]:
    """Read a document that was written as JSON."""
    return [(part.protected, part.payload, part.signature, part.unprotected) for part in signed_parts(json.dumps(document).encode())]


def test_flattened() -> None:
    assert parts({**ONE, "payload": "e30", "header": {"kid": "k"}}) == [(b"e30", b"e30", b"AAAA", {"kid": "k"})]


def test_general() -> None:
    """All signatures share the payload."""
    other = {"header": {"alg": "HS256"}, "signature": "BBBB"}
    assert parts({"payload": "e30", "signatures": [ONE, other]}) == [(b"e30", b"e30", b"AAAA", {}), (b"", b"e30", b"BBBB", {"alg": "HS256"})]


def test_detached() -> None:
    """Without a payload member the content is elsewhere, which is not the same as an empty payload."""
    assert [payload for _, payload, _, _ in (*parts(ONE), *parts({**ONE, "payload": ""}))] == [None, b""]


def test_compact() -> None:
    text = json.dumps({**ONE, "payload": "e30"}, indent=1).encode()
    assert [part.compact for part in signed_parts(b"\xef\xbb\xbf \r\n" + text + b"\n")] == [b"e30.e30.AAAA"]


@pytest.mark.parametrize(
    "document",
    [{}, [], "text", {"payload": "e30"}, {**ONE, "signature": 1}, {**ONE, "ciphertext": ""}, {"signature": "AAAA"}, {"token": "e30.e30.AAAA"}]
    + [{"signatures": value} for value in (None, {}, "text", [], [1], [{}], [[ONE]])],
)
def test_everything_else_has_none(document: object) -> None:
    assert parts(document) == []


def test_hostile_members() -> None:
    """What is no text is read as nothing; a lone surrogate does no harm; there is a bound."""
    assert parts({**ONE, "protected": 7, "payload": [], "header": "h"}) == [(b"", b"", b"AAAA", {})]
    assert parts({**ONE, "protected": "\ud800"})[0][0] == b"\xed\xa0\x80"
    assert len(parts({"payload": "", "signatures": [ONE] * (MOST + 1)})) == MOST


@given(st.binary(max_size=100))
def test_never_raises(text: bytes) -> None:
    assert isinstance(signed_parts(text), list)
    assert signed_parts(b"{" + text) is not None
