"""From rejections and accepted requests to the report: what happened, since when, where, and what to do next."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from jwtriage import __version__
from jwtriage.causes.registry import CAUSES
from jwtriage.logs.changes import Change
from jwtriage.logs.explanation import Explained, explained, findings_of, members_of
from jwtriage.logs.incidents import Incident, incidents_in
from jwtriage.logs.outcome import Outcome, of_rejection
from jwtriage.logs.rejection import Rejection
from jwtriage.logs.summary import tables_of, timeline_of
from jwtriage.logs.timeline import Timeline
from jwtriage.logs.view import View, is_any
from jwtriage.logs.words import iso
from jwtriage.model.case import Unread
from jwtriage.model.finding import Evidence, Finding, Fix
from jwtriage.model.report import Report, Table

USUAL = 0.1
"""A share of rejections that, without an incident, is nothing to worry about: tokens expire."""
MOST_SOURCES = 6
"""With more sources than these their names are left to the reader."""
_ADVICE = {
    "rollout-incomplete": "let every verifier accept the old and the new key first, then finish the rollout; or undo it",
    "issuer-ahead-of-verifiers": "give the new key to every verifier, or let the issuer sign with the old one until they have it",
    "clock-skew": "set the clock (chrony, ntp) on the one that is wrong; do not widen the leeway to hide minutes",
    "one-issuer-rejected": "compare this issuer's key and name with what the verifiers are configured for",
    "one-client-rejected": "look where this client gets its tokens: another environment, an old copy, a token that is never renewed",
    "one-service-rejects": "compare this service's keys and issuer with those of the services that accept the same tokens",
    "rejections-rose": "take one of the rejected tokens and let diagnose compare it with the verifier's key",
}


class Understanding:
    """Counts what became of requests, in bounded memory; the report is made at the end."""

    def __init__(self) -> None:
        self._timeline = Timeline()
        self._reasons: Counter[tuple[str, str]] = Counter()
        self._warnings: dict[tuple[str, str], tuple[int, str]] = {}
        self._first: dict[str, float] = {}
        self._last: dict[str, float] = {}

    def rejected(self, rejection: Rejection) -> None:
        """Count a rejection, or a library's warning."""
        if rejection.kind == "warning":
            count, first = self._warnings.get((rejection.library or "a library", rejection.reason), (0, rejection.message))
            self._warnings[rejection.library or "a library", rejection.reason] = count + 1, first
            return
        self._reasons[rejection.reason, rejection.library or "-"] += 1
        if rejection.time is not None:
            self._first[rejection.reason] = min(rejection.time, self._first.get(rejection.reason, rejection.time))
            self._last[rejection.reason] = max(rejection.time, self._last.get(rejection.reason, rejection.time))
        self._timeline.add(of_rejection(rejection))

    def accepted(self, outcome: Outcome) -> None:
        """Count an accepted request, or several that one stands for."""
        self._timeline.add(outcome)

    def report(self, sources: Sequence[str], unread: Iterable[Unread], changes: Sequence[Change] = (), *, sampled: bool = False) -> Report:
        """Explain what was counted. ``sampled``: accepted requests are estimates."""
        view = View(self._timeline)
        explanations = explained(incidents_in(view), view, changes)
        findings = [_completed(finding, incident, sources) for finding, incident in findings_of(explanations, view)]
        return Report(
            task="logs",
            findings=(*findings, *self._warned(), *self._counted(self._is_usual(view))),
            tables=(*self._by_reason(), *tables_of(view)),
            unread=tuple(unread),
            details=self._details(view, explanations, sampled),
            facts={"version": __version__},
        )

    def _details(self, view: View, explanations: Sequence[Explained], sampled: bool) -> dict[str, Any]:
        incidents = [members_of(each, view) for each in explanations]
        since = next((each["since"] for each in incidents if each["since"]), None)
        counted = {"rejections": self._reasons.total(), "since": since, "incidents": incidents}
        return {**counted, "timeline": {**timeline_of(view, explanations), "sampled": sampled}} if view.size else counted

    def _warned(self) -> Iterator[Finding]:
        for (library, reason), (count, first) in self._warnings.items():
            facts = (Evidence(f"{count:,} times, first: {first}"),)
            yield Finding("library-warning", "likely", "warning", f"{library} warns: {reason}", None, facts)

    def _is_usual(self, view: View) -> bool:
        """Tell whether rejections are few among the requests; where accepted ones are not shown nobody knows."""
        return view.shows_accepted and self._reasons.total() <= USUAL * view.total(is_any)

    def _counted(self, is_usual: bool) -> Iterator[Finding]:
        """Tell that tokens were rejected at all."""
        reasons = Counter[str]()
        for (reason, _), count in self._reasons.items():
            reasons[reason] += count
        if reasons:
            facts = tuple(Evidence(f"{reason}: {count:,}") for reason, count in reasons.most_common())
            yield Finding(
                "tokens-rejected", "likely", "note" if is_usual else "warning", f"tokens were rejected {reasons.total():,} times", None, facts
            )

    def _by_reason(self) -> Iterator[Table]:
        rows = tuple(
            (reason, library, f"{count:,}", *(iso(times[reason]) if reason in times else "-" for times in (self._first, self._last)))
            for (reason, library), count in self._reasons.most_common()
        )
        if rows:
            yield Table("rejections", ("reason", "library", "count", "first", "last"), rows)


def _completed(finding: Finding, incident: Incident, sources: Sequence[str]) -> Finding:
    """Add what to do, and the page of a cause that has one."""
    cause = CAUSES.get(finding.id)
    advice = _ADVICE.get(finding.id) or (cause.remedy if cause else "")
    since = ("--since", iso(incident.since)) if incident.since is not None else ()
    argv = ("jwtriage", "logs", *sources, "--each", *since) if len(sources) <= MOST_SOURCES else ()
    fixes = (
        *((Fix(advice),) if advice else ()),
        Fix("see these rejections one by one, with --each", argv, safe=True),
        *((Fix("read about this cause", ("jwtriage", "explain", finding.id), safe=True),) if cause else ()),
    )
    return replace(finding, fix=fixes, url=cause.url if cause else "")
