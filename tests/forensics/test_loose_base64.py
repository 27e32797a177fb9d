from base64 import b64encode, encodebytes, urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.forensics import loose_base64


@given(st.binary(max_size=200))
def test_every_spelling_of_octets_decodes_to_them(octets):
    url_safe = urlsafe_b64encode(octets)
    for text in (b64encode(octets), url_safe, url_safe.rstrip(b"="), encodebytes(octets), loose_base64.encode(octets)):
        assert loose_base64.decode(text) == octets


@given(st.binary(max_size=200))
def test_any_octets_decode_to_something(text):
    assert isinstance(loose_base64.decode(text), bytes)


@pytest.mark.parametrize(("text", "octets"), [(b"", b""), (b"A", b""), (b"QQ", b"A"), (b"QR", b"A"), (b"Q Q", b"A"), (b"QQQQQ", b"A\x04\x10")])
def test_odd_texts(text, octets):
    assert loose_base64.decode(text) == octets
