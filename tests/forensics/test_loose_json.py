import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.forensics import loose_json


@pytest.mark.parametrize("text", [b'{"a":1}', b' {"a":1}\n', b'\xef\xbb\xbf{"a":1}', b'{"a":2,"a":1}'])
def test_lenient_objects(text):
    assert loose_json.object_of(text) == {"a": 1}


@pytest.mark.parametrize("text", [b"", b"[]", b"null", b"{", b"{}x", b"{" * 10_000, b'{"a":' * 100_000, b'{"a":' + b"1" * 5000 + b"}"])
def test_what_is_no_object(text):
    assert loose_json.object_of(text) is None


def test_latin_1_is_read_where_utf_8_fails():
    assert loose_json.object_of('{"name":"Zoë"}'.encode("latin-1")) == {"name": "Zoë"}


def test_a_text_of_more_than_one_mebibyte_is_not_parsed():
    assert loose_json.object_of(b'{"a":"' + b"x" * loose_json.LIMIT + b'"}') is None


REPEATED = [(b'{"a":1,"a":2}', True), (b'{"a":{"b":1,"b":1}}', True), (b'{"a":1,"b":{"a":2}}', False), (b"{", False)]


@pytest.mark.parametrize(("text", "repeats"), REPEATED)
def test_repeated_members(text, repeats):
    assert loose_json.repeats_a_member(text) is repeats


@given(st.binary(max_size=100))
def test_never_raises(text):
    loose_json.object_of(text)
    loose_json.repeats_a_member(text)
