import json
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.jose import TokenError
from jwtriage.jose.json import MAXIMUM_DEPTH, MAXIMUM_DIGITS, loads

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"])), inner, max_size=4),
    max_leaves=12,
)


def nested(depth: int) -> bytes:
    return b"[" * depth + b"]" * depth


@pytest.mark.parametrize(
    ("octets", "value"),
    [
        (b"{}", {}),
        (b' \t\r\n{"a" : [1, 2.5, true, null]}\n', {"a": [1, 2.5, True, None]}),
        (b'{"a":{"a":{"a":1}}}', {"a": {"a": {"a": 1}}}),
        (b'"\\ud83d\\ude00"', "\N{GRINNING FACE}"),
        ('"\u00e9\\n"'.encode(), "\u00e9\n"),
        (b'"NaN and Infinity"', "NaN and Infinity"),
        (b'"' + b"[" * 100 + b'"', "[" * 100),
        (b'"\\"' + b"[{" * 100 + b'\\\\"', '"' + "[{" * 100 + "\\"),
        (nested(MAXIMUM_DEPTH), json.loads(nested(MAXIMUM_DEPTH))),
        (b"1" * MAXIMUM_DIGITS, int("1" * MAXIMUM_DIGITS)),
    ],
    ids=lambda value: str(value)[:20],
)
def test_reads_json(octets, value):
    assert loads(octets) == value


@pytest.mark.parametrize(
    "octets",
    [
        b"", b" ", b"{", b"{}x", b"{} {}", b"nul", b"{'a':1}", b'{"a":1,}', b"[1,]", b"01", b"+1", b".5", b"\x0c1",
        b'\xef\xbb\xbf{"a":1}', '{"a":1}'.encode("utf-16"), b'{"a":"\xff"}', b'"\xed\xa0\x80"', b'"\x01"', b'"\n"',
        b'{"a":1,"a":1}', b'{"b":[{"a":1,"a":2}]}', b'{"a":1,"\\u0061":2}',
        b"NaN", b"[Infinity]", b'{"a":-Infinity}', b"1e400", b"[-1e999]", b"1e" + b"9" * 30,
        b'"\\ud800"', b'["\\udc00\\ud800"]', b'{"\\udfff":1}', b'[["\\ud800x"]]',
        b"1" * (MAXIMUM_DIGITS + 1), b"0." + b"1" * MAXIMUM_DIGITS, b"1" * 20_000,
        nested(MAXIMUM_DEPTH + 1), nested(500_000), b'{"a":' * 65 + b"1" + b"}" * 65,
    ],
    ids=lambda octets: repr(octets[:24]),
)  # fmt: skip
def test_refuses_what_has_two_readings_or_none(octets):
    with pytest.raises(TokenError) as caught:
        loads(octets)
    assert caught.value.reason == "malformed"


@given(VALUES)
def test_agrees_with_the_standard_library(value):
    for ensure_ascii in (True, False):
        assert loads(json.dumps(value, ensure_ascii=ensure_ascii).encode()) == value


@given(st.binary(max_size=60) | st.text('{}[]":,\\udE019.-+truefalsn \n', max_size=40).map(str.encode))
def test_never_raises_anything_else(octets):
    with suppress(TokenError):
        loads(octets)
