"""Reads the lines of logs that may tell a rejection, and notes what could not be read."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing
from io import BufferedReader
from typing import BinaryIO, cast

from jwtriage.logs.acceptance import Acceptances, Tapped
from jwtriage.logs.engines import engine
from jwtriage.logs.joining import Line
from jwtriage.logs.needles import needles
from jwtriage.logs.reading.following import Followed
from jwtriage.logs.reading.opening import text_of
from jwtriage.logs.reading.sources import STDIN
from jwtriage.logs.reading.stopping import Stop, Stoppable
from jwtriage.logs.recognise import Recogniser
from jwtriage.logs.scan import Readable, candidates
from jwtriage.model.case import Unread


class LogReader:
    """Reads one source after the other; what could not be read is in ``unread`` afterwards."""

    def __init__(self, recogniser: Recogniser, stdin: Callable[[], BinaryIO], *, follow: bool = False, stop: Stop | None = None) -> None:
        """Prepare the search; nothing is opened yet. ``stop`` ends all reading."""
        self._engine = engine(needles(recogniser))
        self._stdin = stdin
        self._follow = follow
        self._stop = stop or Stop()
        self.unread: list[Unread] = []

    def lines(self, source: str, acceptances: Acceptances | None = None) -> Iterator[Line]:
        """Give the lines of a source that may tell a rejection, and those that belong to them; all octets are shown to ``acceptances``.

        An error ends the source and is noted, as is that the reading was stopped.
        """
        if not self._stop.asked:
            try:
                with self._opened(source) as stream:
                    yield from self._candidates(stream, source, acceptances)
            except OSError as error:
                self.unread.append(Unread(source, error.strerror or "cannot be read"))
        if self._stop.asked and not self._follow:
            self.unread.append(Unread(source, "stopped before its end"))

    def _opened(self, source: str) -> AbstractContextManager[Followed | BinaryIO]:
        if source == STDIN:
            return self._stdin()
        return closing(Followed(source)) if self._follow else open(source, "rb")

    def _candidates(self, opened: Followed | BinaryIO, source: str, acceptances: Acceptances | None) -> Iterator[Line]:
        stream: Readable = opened if isinstance(opened, Followed) else text_of(cast("BufferedReader", opened))
        tapped = Tapped(stream, acceptances, source) if acceptances else stream
        yield from candidates(Stoppable(tapped, self._stop), self._engine)
