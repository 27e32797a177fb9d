import json

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.guard.decoding import CheckedDecoder, StrictDecoder
from jwtriage.guard.fast import FastDecoder
from jwtriage.jose import TokenError
from jwtriage.jose.base64url import encode_octets

DECODERS = [StrictDecoder(), FastDecoder(), CheckedDecoder(msgspec.json.decode), CheckedDecoder(json.loads)]
NAMES = ["strict", "fast", "checked msgspec", "checked json"]
every_decoder = pytest.mark.parametrize("decoder", DECODERS, ids=NAMES)

TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(2**53), 2**53)
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT
    | st.just("a:b")
    | st.just(":"),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXT, inner, max_size=4),
    max_leaves=10,
)
CLAIMS = st.dictionaries(TEXT, VALUES, max_size=6)


def reading(decoder: StrictDecoder, octets: bytes) -> object:
    try:
        return decoder.decode_claims(encode_octets(octets))
    except TokenError as error:
        return error.reason


@every_decoder
@pytest.mark.parametrize(
    "octets",
    [
        b'{"a":1,"a":1}',
        b'{"a":1,"b":2,"a":3}',
        b'{"a":{"b":1,"b":2}}',
        b'{"a":[{"b":1,"b":2}]}',
        b'{"a" :1,"a":2}',
        b'{"a"\n:1,"a":2}',
        b'{"a"\t:1,"a":2}',
        b'{"a":1,"\\u0061":2}',
        b'{"a":":b","a":2}',
        b'{"a":"\\":","a":2,"c":"\\""}',
        b'{"a":NaN}',
        b'{"a":-Infinity}',
        b'{"a":"\\ud800"}',
        b'{"a":"\x01"}',
        b'{"a":"\xff"}',
        b'\xef\xbb\xbf{"a":1}',
        b'{"a":1' + b"0" * 1000 + b"}",
        b'{"a":' + b"[" * 64 + b"]" * 64 + b"}",
        b'{"a":' * 65 + b"1" + b"}" * 65,
        b'{"a":' * 400 + b"1" + b"}" * 400,
        b'{"a":' + b"[" * 90_000,
        b"",
        b"[]",
        b'"a"',
        b"1",
        b"null",
        b'[{"a":1}]',
        b'{"a":1}{',
        b"{'a':1}",
        b'{"a":1,}',
        b'{"a":01}',
        '{"a":1}'.encode("utf-16"),
        b"{\x00}\x00",
    ],
    ids=lambda octets: repr(octets[:18]),
)
def test_no_reader_is_laxer_than_the_standard(decoder, octets):
    assert reading(decoder, octets) == "malformed"


@every_decoder
@pytest.mark.parametrize(
    "octets",
    [
        b"{}",
        b' {"a" : 1}\n',
        b'{"a":"b:c","d":[":",1.5,null]}',
        b'{"a":"\\n\\u00e9"}',
        b'{"a":{"a":{"a":1}}}',
        b'{"a":1e3,"b":1.0,"c":-0}',
        b'{"a":"NaN Infinity"}',
        b'{"a":18446744073709551616}',
        b'{"a":' + b"[" * 63 + b"]" * 63 + b"}",
        b'{"a":"' + b"[{" * 400 + b'"}',
        b'{"":"x"}',
    ],
    ids=lambda octets: repr(octets[:18]),
)
def test_no_reader_is_stricter_than_the_standard(decoder, octets):
    assert reading(decoder, octets) == StrictDecoder().decode_object(octets) == json.loads(octets)


@every_decoder
@given(claims=CLAIMS, ascii_only=st.booleans(), separators=st.sampled_from([(",", ":"), (", ", ": "), (" ,", " :")]))
def test_every_reader_reads_the_same(decoder, claims, ascii_only, separators):
    octets = json.dumps(claims, ensure_ascii=ascii_only, separators=separators).encode()
    assert reading(decoder, octets) == reading(StrictDecoder(), octets) == claims


@every_decoder
@given(pairs=st.lists(st.tuples(st.sampled_from(["a", "b", "c", "d", "e:"]), st.sampled_from(["1", '"a"', '":"', "[]", '{"a":1}'])), max_size=5))
def test_a_name_that_stands_twice_is_always_seen(decoder, pairs):
    octets = ("{" + ",".join(f'"{name}":{value}' for name, value in pairs) + "}").encode()
    is_good = len({name for name, _ in pairs}) == len(pairs)
    assert (reading(decoder, octets) != "malformed") is is_good


@every_decoder
@given(octets=st.binary(max_size=40) | st.text('{}[]":,\\uaE019.- \n', max_size=30).map(str.encode))
def test_every_reader_judges_alike(decoder, octets):
    assert reading(decoder, octets) == reading(StrictDecoder(), octets)


@every_decoder
@given(octets=st.binary(max_size=80))
def test_every_reader_reads_base64url(decoder, octets):
    assert decoder.decode_segment(encode_octets(octets)) == octets


@every_decoder
@given(text=st.binary(max_size=30) | st.text('AQgw-_+/="\\ \n!', max_size=9).map(str.encode))
def test_every_reader_reads_base64url_strictly(decoder, text):
    try:
        octets = decoder.decode_segment(text)
    except TokenError:
        with pytest.raises(TokenError):
            StrictDecoder().decode_segment(text)
    else:
        assert encode_octets(octets) == text


@every_decoder
@pytest.mark.parametrize(
    "encoded", [b"", b"e30=", b"e3", b"e31", b"e30\n", b'e30"', b"e3\\u0030", b"e30.", b"fn0", b"eyJhIjoiKz8_In0+", b"eyJhIjoiw78iff", b"\xff"]
)
def test_claims_are_read_from_base64url_strictly(decoder, encoded):
    with pytest.raises(TokenError):
        decoder.decode_claims(encoded)


def test_whatever_an_injected_reader_raises_the_strict_one_decides():
    def broken(octets: bytes) -> object:
        raise KeyError(octets)

    assert CheckedDecoder(broken).decode_object(b'{"a":1}') == {"a": 1}
    assert CheckedDecoder(lambda octets: ["not", "an", "object"]).decode_object(b'{"a":1}') == {"a": 1}
