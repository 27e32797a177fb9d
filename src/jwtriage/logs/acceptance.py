"""Requests that a log shows as accepted: without them a number of rejections says little.

Up to `EXACT` octets every line is looked at. In a longer log some lines of each piece stand for the others, with their weight: the numbers of
accepted requests are then estimates, those of rejections never are.
"""

import re
from collections.abc import Callable
from typing import Protocol

from jwtriage.logs.message import Message
from jwtriage.logs.outcome import Outcome, of_acceptance
from jwtriage.logs.unwrap import unwrap

EXACT = 4 << 20
"""Octets of a run in which every line is looked at."""
SAMPLE = 4
"""Lines of a piece that are looked at however long the log is."""
DENSE = 260
"""So many are looked at where the log just ceased to be short."""
PIECE = 1 << 19
"""Octets that share a sample."""
LONGEST_LINE = 1 << 14
"""A longer line is no request's."""
_MAYBE = re.compile(rb"""[" =:\t][23]\d\d(?!\d)|(?i:\b(?:accepted|authenticated|authori[sz]ed|verified|validated|valid|succe))""")
_REQUEST = re.compile(r"\b(?:GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS)\s+(\S+)(?:\s+HTTP/[\d.]+)?\"?\s+(?:-?>?\s*)(\d{3})\b")
_ACCEPTED = re.compile(
    r"\b(?:token|jwt|bearer|signature|credentials|request|user|client|auth\w*)\b[^.]{0,40}?\b(?:accepted|verified|valid|validated|authenticated|authori[sz]ed|ok)\b"
    r"|\b(?:accepted|verified|validated|authenticated|authori[sz]ed)\b[^.]{0,40}?\b(?:token|jwt|bearer|signature|request|user|client|subject)\b",
    re.IGNORECASE,
)
_REFUSED = re.compile(
    r"\b(?:not|no|never|invalid\w*|un(?:auth|ver|val)\w*|fail\w*|reject\w*|den(?:y|ied)|refus\w*|errors?|expired|cannot|could|if|unless|should|must)\b",
    re.IGNORECASE,
)
_NO_TOKEN = re.compile(r"/(?:health\w*|live\w*|ready\w*|ping|metrics|favicon\S*|robots\.txt|static/.*|\.well-known/.*|jwks\S*)/?$", re.IGNORECASE)
"""What is asked for without a token."""
_GOOD = range(200, 400)


class Acceptances:
    """Finds accepted requests in the octets of logs and hands each on, with its weight."""

    def __init__(self, take: Callable[[Outcome], None], year: int | None = None) -> None:
        """Hand outcomes to ``take``; ``year`` completes times that have none."""
        self._take = take
        self._year = year
        self._seen = 0
        self._rest = bytearray()

    @property
    def sampled(self) -> bool:
        """Whether the numbers are estimates."""
        return self._seen > EXACT

    def feed(self, octets: bytes | memoryview, file: str) -> None:
        """Look at the next octets of a file, which may end within a line."""
        self._seen += len(octets)
        self._rest += octets
        if self.sampled:
            self._sample(file)
        else:
            self._all(file)

    def end(self, file: str) -> None:
        """Look at what is left when a file ends."""
        self._all(file)
        self._look(bytes(self._rest), file, 1)
        self._rest.clear()

    def _all(self, file: str) -> None:
        """Look at each whole line."""
        end = self._rest.rfind(b"\n") + 1
        for line in bytes(self._rest[:end]).splitlines():
            self._look(line, file, 1)
        del self._rest[:end]

    def _sample(self, file: str) -> None:
        """Look at lines spread over each piece, in the place of all; at fewer, the longer the log."""
        count = max(SAMPLE, DENSE * EXACT // self._seen)
        while len(self._rest) >= PIECE:
            lines = [self._line_after(place) for place in range(0, PIECE, PIECE // count)]
            weight = max(1, round(PIECE / (sum(map(len, lines)) + len(lines))))
            for line in lines:
                self._look(line, file, weight)
            del self._rest[:PIECE]

    def _line_after(self, place: int) -> bytes:
        """Return the first whole line that begins after a place, cut if it is long."""
        start = self._rest.find(b"\n", place, place + LONGEST_LINE) + 1
        end = self._rest.find(b"\n", start, start + LONGEST_LINE)
        return bytes(self._rest[start:end]) if start and end >= 0 else b""

    def _look(self, line: bytes, file: str, weight: int) -> None:
        if len(line) <= LONGEST_LINE and _MAYBE.search(line):
            message = unwrap(line, year=self._year)
            if is_accepted(message):
                self._take(of_acceptance(message, file, weight))


class Readable(Protocol):
    """What gives octets: a file, a pipe, a decompressor."""

    def readinto(self, buffer: memoryview, /) -> int | None:
        """Fill the buffer as far as there is something, return how far; 0 at the end."""


class Tapped:
    """A stream that shows what is read from it to `Acceptances` as well."""

    def __init__(self, stream: Readable, acceptances: Acceptances, file: str) -> None:
        """Read from ``stream``, which is the file or source ``file``."""
        self._stream, self._acceptances, self._file = stream, acceptances, file

    def readinto(self, buffer: memoryview, /) -> int | None:
        """Fill the buffer from the stream."""
        count = self._stream.readinto(buffer)
        if count:
            self._acceptances.feed(buffer[:count], self._file)
        else:
            self._acceptances.end(self._file)
        return count


def is_accepted(message: Message) -> bool:
    """Tell whether a message shows that a request with a token, or one that needed it, was accepted."""
    request = _REQUEST.search(message.text)
    status = message.status if message.status is not None else int(request[2]) if request else None
    path = message.path or (request[1] if request else "")
    if status is not None:
        return status in _GOOD and not _NO_TOKEN.search(path.partition("?")[0])
    return bool(_ACCEPTED.search(message.text)) and not _REFUSED.search(message.text)
