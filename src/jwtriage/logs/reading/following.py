"""A file that grows: what is written to it later is read later, across rotation and truncation."""

import os
import time
from collections.abc import Callable
from io import BufferedReader

PAUSE = 0.25
"""Seconds between two looks."""


class Followed:
    """Reads a file without end. ``None`` says that there is nothing at the moment; the next read then waits first."""

    def __init__(self, path: str, *, pause: Callable[[float], object] = time.sleep) -> None:
        """Open the file at its beginning; raises `OSError`. ``pause`` is called with seconds while there is nothing."""
        self._path, self._pause = path, pause
        self._stream: BufferedReader = open(path, "rb")  # noqa: SIM115 - closed by close
        self._is_idle = False

    def readinto(self, buffer: memoryview, /) -> int | None:
        """Fill the buffer from the file, or from the one that has taken its name."""
        if self._is_idle:
            self._pause(PAUSE)
        count = self._stream.readinto1(buffer)
        if not count and self._begin_anew():
            count = self._stream.readinto1(buffer)
        self._is_idle = not count
        return count or None

    def close(self) -> None:
        """Close the file."""
        self._stream.close()

    def _begin_anew(self) -> bool:
        """Go to the beginning of a file that was cut short, or open the one that stands in its place; tell whether there is one."""
        try:
            new = os.stat(self._path)
        except OSError:
            return False
        old = os.fstat(self._stream.fileno())
        if (new.st_dev, new.st_ino) == (old.st_dev, old.st_ino):
            if old.st_size < self._stream.tell():
                self._stream.seek(0)
                return True
            return False
        return self._open_new()

    def _open_new(self) -> bool:
        try:
            stream = open(self._path, "rb")  # noqa: SIM115 - closed by close
        except OSError:
            return False
        self._stream.close()
        self._stream = stream
        return True
