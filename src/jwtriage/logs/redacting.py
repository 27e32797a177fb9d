"""Redacts a stream of any length in one window of memory, by the rules of `jwtriage.guard.redaction`.

The text is redacted unit by unit. A unit is a line and all that goes on from it: lines that begin with white space, a quotation mark, a bracket
or a plus sign, lines of nothing but base64, and everything between ``-----BEGIN`` and ``-----END``, up to `LARGEST_UNIT` octets. Only units with
something that a token or a key begins with are looked at; all other text passes as it is.
"""

import re
from collections.abc import Callable, Iterator

from jwtriage.guard.redaction import Redactor
from jwtriage.logs.scan import LONGEST_LINE, Readable, windows

LARGEST_UNIT = 1 << 18
HINTS = (b"eyJ", b"eyA", b"ewo", b"ew0K", b"-----BEGIN", b"LS0tLS1CRUdJTi", b"kty")
"""Text without one of these is not changed by redaction."""
_BEGIN, _END = b"-----BEGIN", b"-----END"
_GOES_ON = re.compile(rb"""[ \t"'}\]+]|[A-Za-z0-9+/=_-]{16,}\r?(?:\n|\Z)""")
_BORDERS = (b" ", b",", b"\t", b";")
"""Where a line too long for the window may be cut: no token has these."""

Find = Callable[[bytearray, bytes, int, int], int]
"""`bytes.find` of a window, or something faster."""


def redacted(stream: Readable, redactor: Redactor, find: Find = bytearray.find) -> Iterator[bytes | memoryview]:
    """Give the text of a stream without tokens and private keys, piece by piece; each is good until the next is taken."""
    for text, end, _ in windows(stream, _cut, _idle_cut):
        with memoryview(text) as octets:
            done = 0
            next_hints = [-1] * len(HINTS)
            while (place := _first_hint(text, next_hints, done, end, find)) < end:
                start = unit_start(text, place, done)
                stop = unit_end(text, start, end)
                yield octets[done:start]
                yield redactor.redact(bytes(text[start:stop]))
                done = stop
            yield octets[done:end]


def units(text: bytes) -> Iterator[bytes]:
    """Give the units of a text, one after the other: the plain way, which the stream must equal."""
    octets = bytearray(text)
    place = 0
    while place < len(octets):
        stop = unit_end(octets, place, len(octets))
        yield bytes(octets[place:stop])
        place = stop


def unit_start(text: bytearray, place: int, floor: int) -> int:
    """Return where the unit around a place begins; no key is open at ``floor``, which begins one."""
    start = text.rfind(b"\n", floor, place) + 1 or floor
    while start > floor and _GOES_ON.match(text, start):
        start = text.rfind(b"\n", floor, start - 1) + 1 or floor
    return start


def unit_end(text: bytearray, place: int, end: int) -> int:
    """Return where the unit ends that begins at a place."""
    stop = text.find(b"\n", place, end) + 1 or end
    is_open = _is_open(text, place, stop, before=False)
    while stop < end and (is_open or _GOES_ON.match(text, stop)) and stop - place < LARGEST_UNIT:
        line, stop = stop, text.find(b"\n", stop, end) + 1 or end
        is_open = _is_open(text, line, stop, before=is_open)
    return stop


def _is_open(text: bytearray, start: int, stop: int, *, before: bool) -> bool:
    """Tell whether a key is open behind a part of the text; ``before`` tells whether one was before it."""
    begin, ended = text.rfind(_BEGIN, start, stop), text.rfind(_END, start, stop)
    return begin > ended if max(begin, ended) >= 0 else before


def _first_hint(text: bytearray, next_hints: list[int], start: int, end: int, find: Find) -> int:
    """Return the first place of a hint from ``start`` on, or the end; ``next_hints`` remembers where each stands, so that all is searched once."""
    for number, hint in enumerate(HINTS):
        if next_hints[number] < start:
            place = find(text, hint, start, end)
            next_hints[number] = place if place >= 0 else end
    return min(next_hints)


def _cut(text: bytearray, filled: int) -> int:
    """Return where the window ends: before the last unit, or 0 if more must be read first."""
    whole = text.rfind(b"\n", 0, filled) + 1
    start = unit_start(text, whole - 1, 0) if whole else 0
    opened = text.rfind(_BEGIN, max(0, start - LARGEST_UNIT), start)
    if opened >= 0 and text.find(_END, opened, start) < 0:
        start = unit_start(text, opened, 0)
    if start or filled < LONGEST_LINE:
        return start
    return whole or max(text.rfind(border, 0, LONGEST_LINE) for border in _BORDERS) + 1 or LONGEST_LINE


def _idle_cut(text: bytearray, filled: int) -> int:
    """Return where the window ends when no more comes at the moment: after the last line, if nothing in the last unit may go on."""
    whole = text.rfind(b"\n", 0, filled) + 1
    start = _cut(text, filled)
    return start if any(text.find(hint, start, whole) >= 0 for hint in HINTS) else whole
