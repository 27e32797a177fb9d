"""The one thing that renderers see, whatever the task."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from jwtriage.model.case import Unread
from jwtriage.model.finding import SEVERITIES, Finding, Severity

SCHEMA = "jwtriage.report/1"
BY_CHOICE = "offline:"
"""How the reason begins where the operator excluded something by ``--offline``: it is listed, but nothing is incomplete."""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of text under a title; every renderer can draw it."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Report:
    """The result of one task.

    ``findings`` are called ``causes`` in the JSON of ``diagnose``. ``details`` are the task's own members (``signer``, ``verifier``,
    ``token``, ``tried``…) in the order of the contract, ready for JSON. ``facts`` are the version and the time.
    ``problem`` is true for a verdict that is a problem whatever the findings' severity (``explained``, ``not-a-signature-problem``);
    ``incomplete`` when a failing signature stayed unexplained.
    """

    task: str
    verdict: str | None = None
    findings: tuple[Finding, ...] = ()
    tables: tuple[Table, ...] = ()
    unread: tuple[Unread, ...] = ()
    details: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, str] = field(default_factory=dict)
    problem: bool = False
    incomplete: bool = False

    def exit_code(self, fail_on: Severity = "warning") -> int:
        """Return the exit code of the contract (section 2): the same in every format.

        0 nothing wrong and all looked at, 1 a problem of at least ``fail_on``, 3 something could not be looked at or explained.
        """
        limit = SEVERITIES.index(fail_on)
        if self.problem or any(SEVERITIES.index(finding.severity) <= limit for finding in self.findings):
            return 1
        missing = [entry for entry in self.unread if not entry.why.startswith(BY_CHOICE)]
        return 3 if self.incomplete or missing else 0
