import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.forensics import der


@given(st.integers(0, 255).filter(lambda tag: tag & 0x1F != 0x1F), st.binary(max_size=400))
def test_what_is_encoded_is_read_back(tag, content):
    encoded = der.encode(tag, content)
    assert der.first(encoded + b"rest") == der.Element(tag, content, encoded)
    assert der.declared_octets(encoded) == len(encoded)


@given(st.integers(0, 1 << 600))
def test_integers_are_read_back(number):
    element = der.first(der.encode_integer(number))
    assert element is not None
    assert element.number == number


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\x30",
        b"\x30\x80\x00\x00",  # indefinite
        b"\x30\x05\x00",  # cut
        b"\x30\x81\x7f" + b"\0" * 127,  # a short length in the long form
        b"\x30\x82\x00\x80" + b"\0" * 128,  # a leading zero in the length
        b"\x30\x85\x01\x00\x00\x00\x00",  # a length of five octets
        b"\x3f\x81\x00\x00",  # a tag of several octets
    ],
)
def test_what_is_not_der(data):
    assert der.first(data) is None


def test_a_cut_element_still_says_how_long_it_is():
    assert der.declared_octets(b"\x30\x82\x01\x00abc") == 260
    assert der.declared_octets(b"\x30") is None


def test_members_end_at_the_first_broken_one():
    inner = der.encode(der.INTEGER, b"\x01") + der.encode(der.SEQUENCE, b"") + b"\x02\x05"
    assert der.tags(der.members(der.first(der.encode(der.SEQUENCE, inner)))) == [der.INTEGER, der.SEQUENCE]
    assert der.members(None) == []


def test_members_are_bounded():
    outer = der.first(der.encode(der.SEQUENCE, der.encode(der.INTEGER, b"\x01") * 1000))
    assert len(der.members(outer)) == der.MEMBERS


@given(st.binary(max_size=100))
def test_never_raises(data):
    der.members(der.first(data))
    der.declared_octets(data)
