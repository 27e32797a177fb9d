"""Claims as headers: one reading, no line ends, no foreign headers."""

from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.guard.identity import IDENTITY, LONGEST_VALUE, IdentityHeaders, TooLong, header_value

WRITTEN = {
    "text": ("auth0|17", b"auth0|17"),
    "blanks inside": ("orders:read orders:write", b"orders:read orders:write"),
    "blanks at the ends": ("  a b ", b"%20%20a b%20"),
    "only blanks": ("  ", b"%20%20"),
    "a percent sign": ("100%25", b"100%2525"),
    "a line end": ("a\r\nX-Admin: 1", b"a%0D%0AX-Admin: 1"),
    "more than ASCII": ("Zoë", b"Zo%C3%AB"),
    "nothing": (None, b""),
    "an empty text": ("", b""),
    "a number": (17, b"17"),
    "true": (True, b"true"),
    "a list": (["a", "b"], b'["a","b"]'),
}


@pytest.mark.parametrize("name", WRITTEN)
def test_a_claim_is_written(name):
    claim, value = WRITTEN[name]
    assert header_value(claim) == value


@given(st.text(max_size=200))
def test_any_text_is_read_back_and_is_a_sound_value(text):
    value = header_value(text)
    assert unquote(value.decode("ascii")) == text
    assert all(0x20 <= octet < 0x7F for octet in value)
    assert value == value.strip()


@pytest.mark.parametrize(("octets", "fits"), [(LONGEST_VALUE, True), (LONGEST_VALUE + 1, False)])
def test_a_value_is_bounded(octets, fits):
    if fits:
        assert len(header_value("a" * octets)) == octets
    else:
        with pytest.raises(TooLong):
            header_value("a" * octets)


@pytest.mark.parametrize("name", ["Authorization", "Host", "X_Auth", "X-Auth_Sub", "X-", "X--A", "X-A-", "X-A\r\n", "x-a: b", "X-Ä", ""])
def test_other_headers_are_not_written(name):
    with pytest.raises(ValueError, match="identity header"):
        IdentityHeaders({name: "sub"})


def test_every_answer_has_every_header():
    headers = IdentityHeaders()
    assert headers.empty() == [(name.lower().encode(), b"") for name in IDENTITY]
    assert headers.of({"sub": "alice"}) == [(b"x-auth-subject", b"alice"), (b"x-auth-issuer", b""), (b"x-auth-scope", b"")]


def test_the_list_of_empty_headers_is_the_callers_own():
    headers = IdentityHeaders()
    headers.empty().clear()
    assert headers.empty()
