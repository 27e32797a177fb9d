import io
import json
import os
import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jwtriage.guard.redaction import Redactor
from jwtriage.logs.reading.opening import Plain
from jwtriage.logs.redacting import HINTS, LARGEST_UNIT, redacted, units
from jwtriage.logs.scan import LONGEST_LINE, STEP
from tests.support.keys import SECRET
from tests.support.tokens import sign

REDACTOR = Redactor(b"k" * 32)
TOKEN = sign({"sub": "someone"}, SECRET, "HS256")
SIGNATURE = TOKEN.rsplit(b".")[-1]
BODY = b"".join(b"MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIB%04d\n" % line for line in range(25))
PEM = b"-----BEGIN PRIVATE KEY-----\n" + BODY + b"-----END PRIVATE KEY-----\n"
JWK = json.dumps({"kty": "oct", "k": "c2VjcmV0LXNlY3JldC1zZWNyZXQ"}, indent=2).encode() + b"\n"
QUIET = b"2026-11-24T10:00:00Z INFO shop: cart closed\n"
PIECES = [
    QUIET,
    TOKEN + b" x\n",
    b"Bearer " + TOKEN + b"\n",
    PEM,
    PEM[:400] + b"\n",
    JWK,
    b"  'eyJ\n",
    b"\n",
    b"\xff\x00\n",
    b'"' + TOKEN[:60] + b'"\n  "' + TOKEN[60:] + b'"\n',
]


def streamed(text: bytes, stream: io.RawIOBase | io.BytesIO | None = None) -> bytes:
    return b"".join(bytes(piece) for piece in redacted(stream or io.BytesIO(text), REDACTOR))


def plain(text: bytes) -> bytes:
    return b"".join(map(REDACTOR.redact, units(text)))


class Dripping(io.RawIOBase):
    """Gives a few octets at a time, and now and then nothing."""

    def __init__(self, text: bytes) -> None:
        self._stream = io.BytesIO(text)
        self._random = random.Random(4)

    def readinto(self, buffer):
        if self._random.random() < 0.2:
            return None
        return self._stream.readinto(memoryview(buffer)[: self._random.randrange(1, 90)])


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=20))
def test_a_stream_equals_the_plain_way(pieces):
    text = b"".join(pieces)
    assert b"".join(units(text)) == text
    assert streamed(text) == plain(text)


def test_what_comes_in_drops_is_redacted_too():
    text = QUIET + TOKEN + b"\n" + PEM + QUIET + PIECES[-1] + QUIET
    assert streamed(text, Dripping(text)) == plain(text)


def test_nothing_of_tokens_and_keys_remains():
    text = streamed(QUIET + b"Bearer " + TOKEN + b"\n" + PEM + JWK + QUIET)
    assert SIGNATURE not in text
    assert text.startswith(QUIET + b"Bearer [jwt HS256 tok:")
    assert b"MIIE" not in text
    assert b"c2VjcmV0" not in text
    assert text.endswith(QUIET)


@pytest.mark.parametrize("shift", range(0, 2000, 400))
def test_keys_and_tokens_at_the_ends_of_windows(shift):
    filler = QUIET * (STEP // len(QUIET) - 30)
    text = filler + b"x" * shift + b"\n" + PEM + TOKEN + b"\n" + QUIET * 5
    assert streamed(text) == plain(text)
    assert b"MIIE" not in streamed(text)


def test_a_line_longer_than_the_window():
    text = b"a b, " * (LONGEST_LINE // 5 - 20) + TOKEN + b" " + b"a b, " * 1000 + TOKEN
    assert SIGNATURE not in streamed(text)
    assert len(streamed(b"z" * (2 * LONGEST_LINE))) == 2 * LONGEST_LINE


def test_a_key_without_end_does_not_hold_the_stream():
    text = PEM[:500] + b"\n" + (b"no key at all here\n" * (LARGEST_UNIT // 10))
    assert b"MIIE" not in streamed(text)
    assert streamed(text).count(b"no key") == LARGEST_UNIT // 10


def test_every_start_that_the_rules_know_is_a_hint():
    starts = (b"eyJ", b"eyAg", b"eyAi", b"ewog", b"ewoi", b"ewoJ", b"ew0K")
    assert all(any(start.startswith(hint) for hint in HINTS) for start in starts)
    for start in starts:
        assert streamed(text := start + b"a" * 30 + b"." + b"b" * 30 + b"." + b"c" * 43 + b"\n") != text


def test_octets_without_meaning_pass_unchanged():
    text = os.urandom(1 << 16).replace(b"ey", b"").replace(b"ew", b"").replace(b"kty", b"").replace(b"---", b"")
    assert streamed(text) == text
    assert streamed(b"") == b""


def test_the_search_of_the_extra_finds_the_same():
    pytest.importorskip("stringzilla")
    from jwtriage.logs.engines.stringzilla_find import find

    text = b"".join(random.Random(5).choices(PIECES, k=60))
    assert b"".join(bytes(piece) for piece in redacted(io.BytesIO(text), REDACTOR, find)) == plain(text)


def test_a_pipe_is_passed_on_at_once():
    source, sink = os.pipe()
    with open(source, "rb") as stream, open(sink, "wb", buffering=0) as writer:
        writer.write(QUIET)
        pieces = redacted(Plain(stream), REDACTOR)
        assert next(piece for piece in pieces if len(piece)) == QUIET
