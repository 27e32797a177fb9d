"""The payload reader of the extra ``fast`` and the standard one: the same values, the same refusals."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.guard.decoding import StrictDecoder
from jwtriage.guard.fast import FastDecoder
from jwtriage.jose.base64url import encode
from jwtriage.jose.errors import TokenError

FAST, STRICT = FastDecoder(), StrictDecoder()
ODD = [
    b'{"a":1,"a":2}',
    b'{"a":1e999}',
    b'{"a":NaN}',
    b'{"a":"\\ud800"}',
    b"[" * 70 + b"]" * 70,
    b'{"a":' + b"[" * 70 + b"]" * 70 + b"}",
    b'{"a":' + b"1" * 1001 + b"}",
    b'{"a":' + b"1" * 30 + b"}",
    b'{ "a" : 1.50 }',
    b'{"\\u0061":1}',
    b"[1]",
    b"7",
    b"",
    b"{",
    b"\xef\xbb\xbf{}",
    b'{"a":"\xff"}',
]


def outcome(decoder: StrictDecoder, encoded: bytes) -> object:
    try:
        return decoder.decode_claims(encoded)
    except TokenError as error:
        return error.reason


@pytest.mark.parametrize("octets", ODD, ids=lambda octets: repr(octets[:12]))
def test_odd_payloads(octets: bytes) -> None:
    encoded = encode(octets).encode()
    assert outcome(FAST, encoded) == outcome(STRICT, encoded)


@pytest.mark.parametrize("encoded", [b"e30=", b"e31", b"e3 0", b"e", b"+_8", b"e30\n", b"\xc3\xa9", b'e3"0'])
def test_segments_that_are_not_canonical(encoded: bytes) -> None:
    assert outcome(FAST, encoded) == outcome(STRICT, encoded) == "malformed"
    with pytest.raises(TokenError):
        FAST.decode_segment(encoded)


VALUES = st.recursive(st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=3))


@given(st.dictionaries(st.text(max_size=4), VALUES, max_size=4), st.booleans())
def test_any_payload(claims: dict, ascii_: bool) -> None:
    encoded = encode(json.dumps(claims, ensure_ascii=ascii_).encode("utf-8", "surrogatepass")).encode()
    assert repr(outcome(FAST, encoded)) == repr(outcome(STRICT, encoded))


@given(st.binary(max_size=40))
def test_any_segment(octets: bytes) -> None:
    assert FAST.decode_segment(encode(octets).encode()) == STRICT.decode_segment(encode(octets).encode()) == octets
