"""Control-C ends the reading, not the report: what was read until then is told."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from jwtriage.logs.scan import Readable


class Stop:
    """Whether reading should end. A read that waits is interrupted; other work goes on to the end of what was read."""

    def __init__(self) -> None:
        """Begin unasked."""
        self.asked = False
        self._is_reading = False

    def ask(self, number: int = 0, frame: FrameType | None = None) -> None:
        """Ask for the end, as the handler of a signal; asked twice, `KeyboardInterrupt` is raised at once."""
        if self.asked or self._is_reading:
            self.asked = True
            raise KeyboardInterrupt
        self.asked = True

    def read(self, stream: Readable, buffer: memoryview) -> int | None:
        """Read, or return 0 when the end was asked for before or meanwhile."""
        if self.asked:
            return 0
        self._is_reading = True
        try:
            return stream.readinto(buffer)
        except KeyboardInterrupt:
            self.asked = True
            return 0
        finally:
            self._is_reading = False


class Stoppable:
    """A stream that ends when it is asked to."""

    def __init__(self, stream: Readable, stop: Stop) -> None:
        """Read from ``stream`` until ``stop`` is asked."""
        self._stream, self._stop = stream, stop

    def readinto(self, buffer: memoryview, /) -> int | None:
        """Fill the buffer from the stream."""
        return self._stop.read(self._stream, buffer)


@contextmanager
def on_interrupt(stop: Stop) -> Iterator[None]:
    """Let Control-C ask for the end, in the main thread of a program."""
    before = signal.signal(signal.SIGINT, stop.ask)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
