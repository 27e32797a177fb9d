"""Which rejections are in these logs, and why?"""

import os
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from jwtriage.logs.acceptance import Acceptances
from jwtriage.logs.changes import Change
from jwtriage.logs.outcome import Outcome
from jwtriage.logs.reading.stopping import Stop
from jwtriage.logs.recognise import Recogniser
from jwtriage.logs.rejection import Rejection
from jwtriage.logs.triage import Triage
from jwtriage.model.case import Unread
from jwtriage.model.report import Report
from jwtriage.tasks.fingerprint_key import fingerprint_key
from jwtriage.tasks.logs_phrases import book_of
from jwtriage.tasks.logs_reading import LogReader
from jwtriage.tasks.logs_report import Understanding


@dataclass(frozen=True, slots=True)
class LogsRequest:
    """Where the logs are (paths, ``-`` for standard input), the time that counts, in seconds since the epoch, and what was changed when."""

    sources: tuple[str, ...]
    since: float | None = None
    until: float | None = None
    changes: tuple[Change, ...] = ()
    config: str | None = None
    follow: bool = False


class LogsRun:
    """One run over all sources; what could not be read is known when the rejections have been taken."""

    def __init__(self, request: LogsRequest, environment: Mapping[str, str], stdin: Callable[[], BinaryIO]) -> None:
        """Prepare; nothing is opened yet. Raises `UnusableFingerprintKey` and `UnusableRequest`."""
        self._request = request
        self._year = time.gmtime().tm_year
        recogniser = Recogniser(book_of(request.config))
        self._triage = Triage(fingerprint_key(environment) or os.urandom(32), recogniser, self._year)
        self.stop = Stop()
        self._reader = LogReader(recogniser, stdin, follow=request.follow, stop=self.stop)

    @property
    def unread(self) -> list[Unread]:
        """What could not be read, as far as it is known by now."""
        return self._reader.unread

    def rejections(self, acceptances: Acceptances | None = None) -> Iterator[Rejection]:
        """Give each rejection and library warning, file by file; all octets are shown to ``acceptances`` on the way."""
        for source in self._request.sources:
            yield from (each for each in self._triage.rejections(self._reader.lines(source, acceptances), source) if self._is_in_time(each.time))

    def report(self) -> Report:
        """Read all sources and explain what is in them."""
        understanding = Understanding()

        def take(outcome: Outcome) -> None:
            if self._is_in_time(outcome.time):
                understanding.accepted(outcome)

        acceptances = Acceptances(take, self._year)
        for rejection in self.rejections(acceptances):
            understanding.rejected(rejection)
        return understanding.report(self._request.sources, self.unread, self._request.changes, sampled=acceptances.sampled)

    def _is_in_time(self, moment: float | None) -> bool:
        """Tell whether a moment counts; what has no time does where no time was asked for."""
        since, until = self._request.since, self._request.until
        if moment is None:
            return since is None and until is None
        return (since is None or moment >= since) and (until is None or moment <= until)
