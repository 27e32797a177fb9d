"""The payload was compressed or inflated outside the signature."""

import zlib
from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.token import compressed_payload_touched as cause
from tests.support.example import CLAIMS, Example, assert_explains
from tests.support.token_faults import SECRET, issued, parts, received, signer, texts
from tests.support.tokens import compact_json, segment, sign

ID = "compressed-payload-touched"
PLAIN = compact_json(CLAIMS)


def deflated(payload: bytes, window: int = -15, level: int = 6) -> bytes:
    """Compress: window -15 is raw deflate, 15 zlib, 31 gzip."""
    compressor = zlib.compressobj(level, zlib.DEFLATED, window)
    return compressor.compress(payload) + compressor.flush()


def token(signed: bytes, carried: bytes, alg: str = "HS256", **headers) -> bytes:
    """Return a token with ``zip`` signed over one payload that carries another."""
    header, _, signature = parts(sign(CLAIMS, signer(alg), alg, headers or {"zip": "DEF"}, payload=signed))
    return b".".join((header, segment(carried), signature))


def example() -> Example:
    """A consumer inflated the payload and encoded the JSON again."""
    return received(token(deflated(PLAIN), PLAIN), ID)


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("window", [-15, 15, 31])
@pytest.mark.parametrize("level", [1, 6, 9])
def test_every_compressor(window: int, level: int) -> None:
    assert_explains(received(token(deflated(PLAIN, window, level), PLAIN, "ES256"), ID, alg="ES256"))


@pytest.mark.parametrize("alg", ["HS256", "RS256"])
def test_compressed_after_signing(alg: str) -> None:
    assert_explains(received(token(PLAIN, deflated(PLAIN), alg), ID, alg=alg))


def test_without_zip_nothing_is_inflated() -> None:
    """Near miss: the header does not speak of compression."""
    assert texts(cause, token(deflated(PLAIN), PLAIN, kid="k")) == []
    assert texts(cause, issued()) == []


@drawn(st.binary(max_size=200), st.sampled_from([-15, 15, 31]), st.sampled_from([1, 6, 9]))
def test_any_payload(payload: bytes, window: int, level: int) -> None:
    """Either form is found from the other."""
    small, plain = token(deflated(payload, window, level), b"x"), deflated(payload, window, level)
    header, _, signature = parts(small)
    written, compressed = b".".join((header, segment(payload), signature)), b".".join((header, segment(plain), signature))
    assert compressed in texts(cause, written)
    assert written in texts(cause, compressed)


def test_both_sides_at_fault() -> None:
    assert_explains(replace(received(token(deflated(PLAIN), PLAIN), ID, "secret-trailing-newline"), files={"key": SECRET + b"\n"}))
