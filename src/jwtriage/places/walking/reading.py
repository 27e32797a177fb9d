"""Reading one file after the other, and telling which may hold a key. An ordinary file costs one call each of open, read and close."""

import os
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from jwtriage.model.case import Unread
from jwtriage.places.files import MAX_FILE_OCTETS, read_file
from jwtriage.places.reference import UnusableReference
from jwtriage.places.walking.file import FileFound

LARGEST_ORDINARY = 1024 * 1024
"""Octets of an ordinary file; those that keys are kept in may have ten times as many."""
_BINARY_START = 8_192
_OPEN = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC

Wanted = Callable[[memoryview], bool]


Task = tuple[str, bool, bool]
"""A file to be read: its place, whether it is made for keys, and whether its name may make a key of what is in it. A plain tuple, as one is made
for each file of a tree."""


def everything(text: memoryview) -> bool:
    """Want each file."""
    return True


class Reading:
    """Reads files. ``skipped`` counts what is left out, by reason; ``files`` counts what was read."""

    def __init__(self, wanted: Wanted, *, every: bool) -> None:
        """Prepare; ``wanted`` tells of the text of an ordinary file whether it may hold a key, ``every`` leaves nothing out."""
        self.skipped: Counter[str] = Counter()
        self.files = 0
        self._wanted, self._every = everything if every else wanted, every
        self._buffer = memoryview(bytearray((MAX_FILE_OCTETS if every else LARGEST_ORDINARY) + 1))

    def read(self, task: Task) -> FileFound | Unread | None:
        """Read a file; ``None`` if it holds no key or is left out."""
        place, made_for_keys, telling = task
        if made_for_keys:
            return self.key_file(place)
        try:
            text = self._text(place)
        except FileNotFoundError:
            self.skipped["gone meanwhile"] += 1
            return None
        except OSError as error:
            return Unread(place, reason(error))
        self.files += 1
        return self._candidate(place, text) if telling or self._may_hold(text) else None

    def key_file(self, place: str) -> FileFound | Unread:
        """Read a file that is made for keys, or that the operator named: one that cannot be read is told."""
        try:
            self.files += 1
            return FileFound(place, Path(place), read_file(Path(place), place))
        except UnusableReference as error:
            return Unread(place, str(error).removeprefix(f"{place}: "))

    def needs_more(self, place: str) -> bool:
        """Tell whether `read` would do more than count this ordinary file: it is read here, and nothing else happens."""
        try:
            return self._may_hold(self._text(place))
        except OSError:
            return True

    def _text(self, place: str) -> memoryview:
        """Read a file into the buffer, up to one octet past the bound."""
        descriptor = os.open(place, _OPEN)
        try:
            return self._buffer[: os.readv(descriptor, (self._buffer,))]
        finally:
            os.close(descriptor)

    def _may_hold(self, text: memoryview) -> bool:
        return len(text) == len(self._buffer) or self._wanted(text)

    def _candidate(self, place: str, text: memoryview) -> FileFound | None:
        if len(text) == len(self._buffer):
            self.skipped["too large"] += 1
            return None
        octets = bytes(text)
        if b"\0" in octets[:_BINARY_START] and not self._every:
            self.skipped["binary"] += 1
            return None
        return FileFound(place, Path(place), octets)


def reason(error: OSError) -> str:
    """Say why something cannot be read."""
    return (error.strerror or "cannot be read").lower()
