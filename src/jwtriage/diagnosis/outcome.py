"""What the diagnosis concludes about one verifier: a verdict, the causes with their evidence, and who signed."""

from dataclasses import dataclass, replace

from jwtriage.causes.registry import RANK
from jwtriage.diagnosis.chain import Step
from jwtriage.jose.keys import Key
from jwtriage.model.case import Origin, Sighting
from jwtriage.model.cause import Cause
from jwtriage.model.finding import CERTAINTIES, Certainty, Evidence, Finding, Fix, Severity

_SENTENCES = {
    "key": "the signature verifies with the verifier's key {how}",
    "copy": "the verifier's copy is the key that verifies, {how}",
    "token": "the signature verifies over the token {how}",
    "recipe": "the signature verifies {how}",
    "policy": "the signature verifies {how}",
    "choice": "{how}",
}


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signed: the key that verifies, where it was found, under which algorithm, and how that is known.

    ``how`` is ``verified``, ``recovered`` (computed from signatures) or ``anyone`` (the key is public, so the signature says nothing).
    ``copies`` are the sightings that hold the same key otherwise written: one secret has one fingerprint (SECURITY section 1, rule 2).
    """

    key: Key
    sighting: Sighting | None
    alg: str | None
    how: str = "verified"
    copies: tuple[Sighting, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """The conclusion: the verdict of the contract, the causes in their order, the signer if known, and the verifier's keys."""

    verdict: str
    findings: tuple[Finding, ...] = ()
    signer: Signer | None = None


def proven(steps: tuple[Step, ...]) -> tuple[Finding, ...]:
    """Return the findings of a chain that verifies: each cause once, all proven together, most specific first."""
    by_cause: dict[str, list[Step]] = {}
    for step in steps:
        by_cause.setdefault(step.cause.id, []).append(step)
    together = len(by_cause) > 1
    findings = [_of_steps(same, together) for same in by_cause.values()]
    return tuple(sorted(findings, key=lambda found: RANK[found.id]))


def likely(steps: tuple[Step, ...]) -> tuple[Finding, ...]:
    """Return the findings of changes without which the token is not even a sound JWS, where no signature verifies to prove them."""
    fact = Evidence("only after undoing it is the text a sound JWS; what was signed cannot be checked any more")
    return tuple(finding(step.cause, "likely", [fact]) for step in steps)


def _of_steps(steps: list[Step], together: bool) -> Finding:
    facts = [Evidence(_SENTENCES[step.axis].format(how=step.how), _origin(step.sighting)) for step in steps]
    if together:
        facts.append(Evidence("this change and the others listed as proven are needed together; no part of them suffices"))
    cause = steps[0].cause
    return finding(cause, "proven", facts, _origin(steps[0].sighting))


def finding(cause: Cause, certainty: Certainty, evidence: list[Evidence], origin: Origin | None = None, severity: Severity | None = None) -> Finding:
    """Make the finding of a cause: id, title, severity, fix and page come from the cause, so that they cannot disagree."""
    fix = (Fix(cause.remedy),) if cause.remedy else ()
    return Finding(cause.id, certainty, severity or cause.severity, cause.title, origin, tuple(evidence), fix, cause.url)


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """Sort findings: proven, likely, possible; then most specific first."""
    return tuple(sorted(findings, key=lambda found: (CERTAINTIES.index(found.certainty), RANK[found.id])))


def _origin(sighting: Sighting | None) -> Origin | None:
    return sighting.origin if sighting else None


def merged(findings: list[Finding]) -> list[Finding]:
    """Join the findings of one cause and certainty: each cause is listed once, with all its evidence, at its strongest."""
    by_cause: dict[str, Finding] = {}
    for found in sorted(findings, key=lambda each: CERTAINTIES.index(each.certainty)):
        first = by_cause.get(found.id)
        by_cause[found.id] = replace(first, evidence=(*first.evidence, *found.evidence)) if first else found
    return list(by_cause.values())
