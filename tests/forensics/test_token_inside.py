"""Compact tokens inside another text."""

from base64 import b64encode, urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.forensics.token_inside import LIMIT, MOST, tokens_inside
from tests.support.tokens import sign

TOKEN = sign(key=b"k" * 32)
AROUND = [
    b"https://app.example/cb?code=1&id_token=%s&state=x",
    b"https://app.example/cb#access_token=%s",
    b"?token=%s",
    b"Cookie: theme=dark; session=%s",
    b"session=%s; Path=/; HttpOnly",
    b'{"access_token":"%s","token_type":"Bearer"}',
    b"curl -H 'Authorization: Bearer %s' https://api.example",
    b"export TOKEN='%s'",
    b"<code>%s</code>",
    b"2027-01-15 WARN rejected %s: bad signature",
    b"cut off here: %s\nand here it goes on with other words",
]
NO_WORDS = [
    b"%s",
    b"Bearer %s",
    b"Authorization: Bearer %s\r\n",
    b'"%s"',
    b"b'%s'",
    b"[%s]",
    b"{%s}",
    b"%%22%s%%22",
    b"%s\\r\\n",
    b"&quot;%s&quot;",
    b"> %s",
    b"X-Auth-Token: %s",
]


@pytest.mark.parametrize("around", AROUND)
def test_words_around_a_token(around: bytes) -> None:
    assert tokens_inside(around % TOKEN) == [TOKEN]


@pytest.mark.parametrize("around", NO_WORDS)
def test_what_has_a_cause_of_its_own_is_left_alone(around: bytes) -> None:
    assert tokens_inside(around % TOKEN) == []


@pytest.mark.parametrize("encode", [b64encode, urlsafe_b64encode])
def test_base64_of_the_whole(encode) -> None:
    assert tokens_inside(encode(TOKEN)) == [TOKEN]
    assert tokens_inside(encode(b"Bearer " + TOKEN)) == []


@pytest.mark.parametrize("end", [b"\n", b"\r\n    ", b"=\r\n", b"\\\n", b"\n> "])
def test_a_line_that_goes_on_is_no_end(end: bytes) -> None:
    """A wrapped token is not taken for a shorter one with words behind it."""
    for cut in (-30, -4):
        assert tokens_inside(TOKEN[:cut] + end + TOKEN[cut:]) == []


def test_several_tokens() -> None:
    """Each once, and not without end."""
    others = [sign({"n": number}, b"k" * 32) for number in range(MOST + 3)]
    assert tokens_inside(b"first " + b", ".join([TOKEN, TOKEN, others[0]])) == [TOKEN, others[0]]
    assert len(tokens_inside(b"many " + b", ".join(others))) == MOST
    assert tokens_inside(b"x " + TOKEN + b" " * LIMIT) == []


@given(st.binary(max_size=80))
def test_never_raises(text: bytes) -> None:
    assert all(inside != text for inside in tokens_inside(b"ey" + text))
