import io
import random
from functools import cache, partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jwtriage.logs.engines import ENGINES, engine
from jwtriage.logs.joining import Line, joined
from jwtriage.logs.needles import needles
from jwtriage.logs.recognise import Recogniser
from jwtriage.logs.scan import LONGEST_LINE, STEP, candidates, windows
from jwtriage.logs.triage import Triage

TRIAGE = Triage(b"k" * 32, year=2026)
NEEDLES = needles(Recogniser())
QUIET = b"2026-11-24T10:00:00Z INFO shop: cart closed\n"
BAD = b'{"time":"2026-11-24T10:00:00Z","message":"jwt expired"}\n'
TRACE = (
    b"2026-11-24T10:00:00Z ERROR shop: request failed\nTraceback (most recent call last):\n"
    b'  File "a.py", line 3, in get\n    check()\njwt.exceptions.ExpiredSignatureError: Signature has expired\n'
)
PIECES = [
    QUIET,
    BAD,
    TRACE,
    b"\n",
    b"  at a.b(C.java:3)\n",
    b"Caused by: x\n",
    b"\xff\x00 token is expired\n",
    b"time=1 msg=ok\r\n",
    b"FooError: Invalid signature\n",
]


def plain(text: bytes) -> list[Line]:
    """All lines, as `io` reads them."""
    lines, number = [], 1
    stream = io.BytesIO(text)
    while piece := stream.readline(LONGEST_LINE):
        lines.append(Line(number, piece.rstrip(b"\r\n")))
        number += piece.endswith(b"\n")
    return lines


made = cache(partial(engine, NEEDLES))


def scanned(text: bytes, name: str = "find") -> list[Line]:
    return list(candidates(io.BytesIO(text), made(name)))


@pytest.fixture(params=ENGINES)
def name(request):
    for module in ("hyperscan", "stringzilla") if request.param == "hyperscan" else ():
        pytest.importorskip(module)
    return request.param


def test_only_messages_with_a_needle_come_with_their_numbers(name):
    assert scanned(QUIET * 3 + BAD + QUIET, name) == [Line(4, BAD.rstrip())]


def test_a_traceback_comes_whole(name):
    lines = scanned(QUIET + TRACE + QUIET, name)
    assert [line.number for line in lines] == [2, 3, 4, 5, 6]
    assert b"\n".join(line.text for line in lines) + b"\n" == TRACE


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=30))
def test_messages_are_those_of_all_lines(pieces):
    text = b"".join(pieces)
    found = list(joined(scanned(text)))
    assert [group for group in joined(plain(text)) if group in found] == found
    assert list(TRIAGE.rejections(scanned(text), "f")) == list(TRIAGE.rejections(plain(text), "f"))


def test_lines_cut_at_the_ends_of_windows(name):
    """Rejections stand around each place at which a window may end."""
    filler = QUIET * (STEP // len(QUIET) - 3)
    text = b"".join(filler + b"x" * shift + b"\n" + TRACE + BAD for shift in range(5))
    assert list(TRIAGE.rejections(scanned(text, name), "f")) == list(TRIAGE.rejections(plain(text), "f"))


class Dripping(io.RawIOBase):
    """Gives a few octets at a time, as a pipe does."""

    def __init__(self, text: bytes) -> None:
        self._stream = io.BytesIO(text)
        self._random = random.Random(3)

    def readinto(self, buffer):
        return self._stream.readinto(memoryview(buffer)[: self._random.randrange(1, 40)])


def test_a_pipe_gives_the_same_as_a_file():
    text = (QUIET + TRACE + BAD) * 5
    assert list(candidates(Dripping(text), made("find"))) == scanned(text)


class Failing(io.BytesIO):
    """Fails where it should end."""

    def readinto(self, buffer):
        count = super().readinto(buffer)
        if not count:
            raise OSError(5, "gone")
        return count


def test_what_was_read_before_a_failure_is_given():
    lines = candidates(Failing(QUIET + BAD), made("find"))
    assert next(lines) == Line(2, BAD.rstrip())
    with pytest.raises(OSError, match="gone"):
        next(lines)


def test_a_line_of_many_megabytes_is_read_in_pieces(name):
    text = QUIET + b"y" * (3 * LONGEST_LINE + 17) + b" jwt expired\n" + BAD
    lines = scanned(text, name)
    assert [line.number for line in lines] == [2, 3]
    assert max(len(line.text) for line in lines) <= LONGEST_LINE
    assert max(end for _, end, _ in windows(io.BytesIO(text))) <= LONGEST_LINE + 2 * STEP


def test_octets_that_are_no_text_are_passed_on(name):
    assert scanned(b"\x00\xff\xfe jwt expired \x00\n", name) == [Line(1, b"\x00\xff\xfe jwt expired \x00")]


def test_no_line_feed_at_the_end(name):
    assert scanned(QUIET + BAD.rstrip(), name) == [Line(2, BAD.rstrip())]


def test_nothing_comes_of_nothing(name):
    assert scanned(b"", name) == []


def test_escaped_forms_of_a_phrase_are_candidates(name):
    """The trap of text in JSON: quotes and slashes are written otherwise there."""
    told = b'Bearer error="invalid_token", error_description="The token expired at \'2026-11-24\'"'
    escaped = told.replace(b'"', b'\\"')
    twice = escaped.replace(b"\\", b"\\\\").replace(b'"', b'\\"')
    for text in (told, escaped, twice, told.replace(b"'", b"\\u0027")):
        assert len(scanned(QUIET + text + b"\n" + QUIET, name)) == 1
