import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.jose import TokenError
from jwtriage.jose.base64url import decode, encode, encode_octets

ALPHABET = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


@pytest.mark.parametrize(("octets", "text"), [(b"", ""), (b"f", "Zg"), (b"fo", "Zm8"), (b"foo", "Zm9v"), (b"\xfb\xff\xbf", "-_-_")])
def test_encodes_as_the_standard_says(octets, text):
    assert encode(octets) == text
    assert encode_octets(octets) == text.encode()
    assert decode(text) == octets


@pytest.mark.parametrize(
    "text",
    [
        "Zg==", "Zm8=", "Zg=", "Zm9v=", "====", "=",  # padding
        "Zh", "Zm9", "Zm9vZh",  # bits after the last octet
        "Z", "Zm9vZ",  # a length that no octets have
        "Zm9v\n", "\nZm9v", "Zm 9v", "Zm9v\x00", "Zm.9",  # foreign characters
        "+_-_", "-/-_", "Zm9!", "!!!!",  # the other alphabet
        "Zm9ü", "\ud800m9v", "Ｚm9v",
    ],
)  # fmt: skip
def test_refuses_everything_that_is_not_canonical(text):
    with pytest.raises(TokenError) as caught:
        decode(text)
    assert caught.value.reason == "malformed"


@given(st.binary(max_size=200))
def test_reads_what_it_writes(octets):
    assert decode(encode(octets)) == octets
    assert encode(octets) == base64.urlsafe_b64encode(octets).rstrip(b"=").decode()


@given(st.binary(max_size=40) | st.text(max_size=40) | st.text("AQgwEZ-_+/=\n", max_size=12))
def test_every_text_has_one_meaning_or_none(text):
    try:
        octets = decode(text)
    except TokenError:
        return
    assert encode_octets(octets) == (text if isinstance(text, bytes) else text.encode())


@given(st.binary(min_size=1, max_size=60), st.integers(0, 255), st.data())
def test_one_foreign_character_anywhere_is_refused(octets, foreign, data):
    encoded = encode_octets(octets)
    position = data.draw(st.integers(0, len(encoded) - 1))
    damaged = encoded[:position] + bytes([foreign]) + encoded[position + 1 :]
    if foreign not in ALPHABET:
        with pytest.raises(TokenError):
            decode(damaged)
