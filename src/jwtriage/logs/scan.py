"""The fast pass: of a stream, the lines with a needle and those that belong to the same message; all others are never made objects.

Memory is one window, whatever the stream's length. The window ends where a message surely begins, so that none is cut in two; a line longer
than `LONGEST_LINE` is looked at in pieces.
"""

from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

from jwtriage.logs.engines import Engine
from jwtriage.logs.joining import MOST_LINES, Line, starts_message

LONGEST_LINE = 1 << 20
"""Octets of a line; what is longer is looked at in pieces of this size."""
STEP = 1 << 19
"""Octets that are read at once."""
LARGEST_MESSAGE = 1 << 18
"""So far back the beginning of a message is looked for."""


_END_OF_MESSAGE = b"{}"


class Readable(Protocol):
    """What gives octets: a file, a pipe, a decompressor."""

    def readinto(self, buffer: memoryview, /) -> int | None:
        """Fill the buffer as far as there is something, return how far; 0 at the end, ``None`` where there is nothing at the moment."""


class _Stretch(NamedTuple):
    start: int
    end: int


def candidates(stream: Readable, engine: Engine) -> Iterator[Line]:
    """Give the lines of all messages that have a needle, in their order, with their numbers from 1.

    A stream that gives nothing at the moment is taken as far as it is; a line that says nothing then ends its last message.
    The first line of each stretch of lines begins a message, so that `jwtriage.logs.joining.joined` makes the same messages of them as of all lines.
    """
    number = 1
    for text, end, is_idle in windows(stream):
        with memoryview(text) as octets:
            counted = 0
            for stretch in _stretches(text, end, engine.hits(octets[:end])):
                number += engine.line_ends(octets[counted : stretch.start])
                lines = text[stretch.start : stretch.end].split(b"\n")
                yield from (Line(number + place, bytes(line).rstrip(b"\r")) for place, line in enumerate(lines[:-1] if not lines[-1] else lines))
                number += len(lines) - 1
                counted = stretch.end
            number += engine.line_ends(octets[counted:end])
        if is_idle:
            yield Line(number, _END_OF_MESSAGE)


Cut = Callable[[bytearray, int], int]
"""Of a window and how far it is filled: where the part ends that is whole, or 0 if more must be read first."""


def windows(stream: Readable, cut_of: Cut | None = None, idle_cut_of: Cut | None = None) -> Iterator[tuple[bytearray, int, bool]]:
    """Give a stream piece by piece in one buffer, how far each reaches, and whether there is no more now; a piece is good until the next is taken.

    ``cut_of`` says where a piece ends, by default before the last message; ``idle_cut_of`` says so while there is no more, by default after
    the last line.

    An `OSError` of the stream is raised after all that was read before it.
    """
    text = bytearray(LONGEST_LINE + 2 * STEP)
    filled = 0
    failure: OSError | None = None
    while failure is None:
        try:
            count = _read(stream, text, filled)
        except OSError as error:
            count, failure = 0, error
        is_idle = count is None
        filled += count or 0
        cut = filled if count == 0 else (idle_cut_of or _last_line_end)(text, filled) if is_idle else (cut_of or _cut)(text, filled)
        if cut or is_idle:
            yield text, cut, is_idle
            text[: filled - cut] = text[cut:filled]
            filled -= cut
        if count == 0:
            break
    if failure is not None:
        raise failure


def _read(stream: Readable, text: bytearray, filled: int) -> int | None:
    with memoryview(text) as octets:
        return stream.readinto(octets[filled : filled + STEP])


def _cut(text: bytearray, filled: int) -> int:
    """Return where the window ends: before the last line that surely begins a message, or 0 if more must be read first."""
    whole = text.rfind(b"\n", 0, filled) + 1
    start = _message_start(text, max(0, whole - 1), max(0, whole - LARGEST_MESSAGE), whole) if whole else 0
    if start or filled < LONGEST_LINE:
        return start
    return whole or LONGEST_LINE


def _last_line_end(text: bytearray, filled: int) -> int:
    return text.rfind(b"\n", 0, filled) + 1


def _stretches(text: bytearray, end: int, hits: list[int]) -> Iterator[_Stretch]:
    """Give the stretches of whole messages around the hits; none overlap."""
    done = 0
    for place in hits:
        if place >= done:
            start = _message_start(text, place, max(done, place - LARGEST_MESSAGE), end)
            done = _message_end(text, place, end)
            yield _Stretch(start, done)


def _message_start(text: bytearray, place: int, floor: int, end: int) -> int:
    """Return where the message around a place begins, at least the line of ``floor``."""
    start = text.rfind(b"\n", floor, place) + 1 or floor
    for _ in range(MOST_LINES):
        before = text.rfind(b"\n", floor, max(floor, start - 1)) + 1 or floor
        if start <= floor or starts_message(_line(text, start, end), _line(text, before, end)):
            break
        start = before
    return start


def _message_end(text: bytearray, place: int, end: int) -> int:
    """Return where the message around a place ends: before the next line that surely begins one."""
    last = text.rfind(b"\n", 0, place) + 1
    for _ in range(MOST_LINES):
        following = text.find(b"\n", last, end) + 1
        if not following or following >= end or starts_message(_line(text, following, end), _line(text, last, end)):
            return following or end
        last = following
    return last


def _line(text: bytearray, start: int, end: int) -> bytes:
    """Return the beginning of a line."""
    stop = text.find(b"\n", start, min(end, start + 4096))
    return bytes(text[start : stop if stop >= 0 else min(end, start + 4096)])
