"""What was found: one shape for every task, so that no renderer knows a cause by name."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

from jwtriage.model.case import Origin

Certainty = Literal["proven", "likely", "possible"]
Severity = Literal["error", "warning", "note"]
CERTAINTIES: tuple[Certainty, ...] = ("proven", "likely", "possible")
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note")


class Sign(NamedTuple):
    """What a cause reads without a proof: a fact, and how strongly it speaks (``likely`` or ``possible``; proofs come from the search)."""

    fact: str
    certainty: Certainty = "likely"
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact, in words that hold no secret: labels, fingerprints and kinds of difference, never bytes, offsets or exact lengths."""

    fact: str
    origin: Origin | None = None


@dataclass(frozen=True, slots=True)
class Fix:
    """What to do. ``argv`` is a command for a person to run; ``safe`` only if read-only or reversible and never widening what is accepted."""

    text: str
    argv: tuple[str, ...] = ()
    safe: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One root cause (or other finding) of a report."""

    id: str
    certainty: Certainty
    severity: Severity
    title: str
    origin: Origin | None = None
    evidence: tuple[Evidence, ...] = ()
    fix: tuple[Fix, ...] = ()
    url: str = ""
