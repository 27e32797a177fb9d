"""Which rejections are in these logs, and why?"""

import os
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from jwtriage import __version__
from jwtriage.logs.joining import Line
from jwtriage.logs.rejection import Rejection
from jwtriage.logs.triage import Triage
from jwtriage.model.case import Unread
from jwtriage.model.finding import Evidence, Finding
from jwtriage.model.report import Report, Table
from jwtriage.tasks.fingerprint_key import fingerprint_key

LONGEST_LINE = 1 << 20
"""Octets of a line; what is longer is read in pieces of this size."""
STDIN = "-"


@dataclass(frozen=True, slots=True)
class LogsRequest:
    """Where the logs are (paths, ``-`` for standard input), and the time that counts, in seconds since the epoch."""

    sources: tuple[str, ...]
    since: float | None = None
    until: float | None = None


class LogsRun:
    """One run over all sources; what could not be read is known when the rejections have been taken."""

    def __init__(self, request: LogsRequest, environment: Mapping[str, str], stdin: Callable[[], BinaryIO]) -> None:
        """Prepare; nothing is opened yet. Raises `UnusableFingerprintKey`."""
        self._request = request
        self._stdin = stdin
        self._triage = Triage(fingerprint_key(environment) or os.urandom(32), year=time.gmtime().tm_year)
        self.unread: list[Unread] = []

    def rejections(self) -> Iterator[Rejection]:
        """Give each rejection and library warning, file by file."""
        for source in self._request.sources:
            yield from filter(self._is_in_time, self._triage.rejections(self._lines(source), source))

    def _is_in_time(self, rejection: Rejection) -> bool:
        """Tell whether a rejection counts; one without a time does where no time was asked for."""
        since, until = self._request.since, self._request.until
        if rejection.time is None:
            return since is None and until is None
        return (since is None or rejection.time >= since) and (until is None or rejection.time <= until)

    def _lines(self, source: str) -> Iterator[Line]:
        """Read one source line by line; an error ends it and is noted."""
        try:
            with self._stdin() if source == STDIN else open(source, "rb") as stream:
                yield from _numbered(stream)
        except OSError as error:
            self.unread.append(Unread(source, error.strerror or "cannot be read"))


def _numbered(stream: BinaryIO) -> Iterator[Line]:
    number = 1
    while piece := stream.readline(LONGEST_LINE):
        yield Line(number, piece.rstrip(b"\r\n"))
        number += piece.endswith(b"\n")


def summary(run: LogsRun) -> Report:
    """Count the rejections of a run by reason and library; memory grows with these only."""
    counts: Counter[tuple[str, str, str]] = Counter()
    times: dict[str, tuple[float, float]] = {}
    for each in run.rejections():
        counts[each.kind, each.reason, each.library or ""] += 1
        if each.time is not None:
            first, last = times.get(each.reason, (each.time, each.time))
            times[each.reason] = min(first, each.time), max(last, each.time)
    return Report(
        task="logs",
        findings=tuple(_findings(counts)),
        tables=(_table(counts, times),) if counts else (),
        unread=tuple(run.unread),
        details={"rejections": sum(count for (kind, _, _), count in counts.items() if kind != "warning")},
        facts={"version": __version__},
    )


def _findings(counts: Counter[tuple[str, str, str]]) -> Iterator[Finding]:
    rejected = Counter[str]()
    for (kind, reason, library), count in counts.items():
        if kind == "warning":
            fact = f"{library or 'a library'} warned {count:,} times"
            yield Finding("library-warning", "likely", "warning", f"a library of tokens warns: {reason}", None, (Evidence(fact),))
        else:
            rejected[reason] += count
    if rejected:
        facts = tuple(Evidence(f"{reason}: {count:,}") for reason, count in rejected.most_common())
        yield Finding("tokens-rejected", "likely", "warning", f"tokens were rejected {rejected.total():,} times", None, facts)


def _table(counts: Counter[tuple[str, str, str]], times: Mapping[str, tuple[float, float]]) -> Table:
    rows = tuple(
        (reason, library or "-", f"{count:,}", *(_clock(moment) for moment in times.get(reason, (None, None))))
        for (_, reason, library), count in counts.most_common()
    )
    return Table("rejections", ("reason", "library", "count", "first", "last"), rows)


def _clock(moment: float | None) -> str:
    return "-" if moment is None else time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(moment))
