"""Opens one log, whatever it is: the text comes out."""

from io import BufferedReader
from select import select

from jwtriage.logs.reading import archives
from jwtriage.logs.scan import Readable


class Plain:
    """A stream as it is. A pipe is shown at once: ``None`` says that nothing is in it at the moment; the next read then waits."""

    def __init__(self, stream: BufferedReader) -> None:
        """Read from a buffered stream."""
        self._stream = stream
        self._is_pipe = not stream.seekable()
        self._may_wait = True
        self._is_first = True

    def readinto(self, buffer: memoryview, /) -> int | None:
        """Fill the buffer as far as one read of the system does."""
        if not self._may_wait and self._is_pipe and not select([self._stream], [], [], 0)[0]:
            self._may_wait = True
            return None
        # What was looked at for the form is still in the stream's buffer; into a larger one `readinto1` would then wait for more.
        wanted = buffer[: len(self._stream.peek())] if self._is_first else buffer
        self._may_wait = self._is_first = False
        return self._stream.readinto1(wanted)


def text_of(stream: BufferedReader) -> Readable:
    """Return the text of an open stream, decompressed if it must be; raises `OSError`, and so do its reads."""
    return archives.opened(stream) or Plain(stream)
