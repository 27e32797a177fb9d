"""What would a configured verifier accept? The table of algorithms, keys and issuers, and the twelve classic attacks with their answers."""

import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from jwtriage import __version__
from jwtriage.guard.issuer import Issuer
from jwtriage.guard.refusal import Refusal
from jwtriage.guard.rejected import Rejected
from jwtriage.guard.verifier import Verifier
from jwtriage.model.case import Unread
from jwtriage.model.finding import Evidence, Finding, Severity
from jwtriage.model.report import Report, Table
from jwtriage.tasks.guard_attacks import ATTACKS, Aim, Attack, Attempt
from jwtriage.tasks.guard_request import GuardRequest, Keyset, keysets_of
from jwtriage.tasks.guard_tables import accepted_table, rules_table
from jwtriage.tasks.guard_twin import Recorded, Twin, twin_of, with_others
from jwtriage.tasks.guard_verifier import issuer_of, slots_of, verifier_over

ACCEPTED, REJECTED, EMPTY = "ACCEPTED", "rejected", "does not apply"
_BY_CHOICE: Mapping[str, tuple[Severity, str]] = {
    "issuer-not-checked": ("warning", "tokens of every issuer are accepted"),
    "audience-not-checked": ("warning", "tokens for every audience are accepted"),
    "expiry-not-required": ("warning", "tokens that never expire are accepted"),
    "type-not-checked": ("warning", "tokens of every typ are accepted"),
    "id-token-accepted": ("note", "ID tokens are accepted as access tokens"),
}
"""What a configuration may give up: an attack that succeeds for that is a decision, told as what it means."""


@dataclass(slots=True)
class Outcome:
    """What became of one attack: how often each reason was given, and which attempts were accepted."""

    attack: Attack
    reasons: Counter[str] = field(default_factory=Counter)
    accepted: list[Attempt] = field(default_factory=list)

    @property
    def attempts(self) -> int:
        """How many tokens were shown."""
        return self.reasons.total() + len(self.accepted)

    @property
    def answer(self) -> str:
        """The answer in one word or two."""
        return ACCEPTED if self.accepted else REJECTED if self.attempts else EMPTY


def lint(request: GuardRequest, now: float | None = None) -> Report:
    """Return what a listener with this configuration would accept; ``now`` is in seconds since the epoch.

    Raises `UnusableRequest`, `UnusableReference` and `UnusableFingerprintKey` for what cannot be used. What a guard would not start with is a
    finding with the id of its cause.
    """
    keysets = keysets_of(request)
    try:
        return _linted(request, keysets, time.time() if now is None else now)
    except Refusal as refusal:
        return _report(keysets, (_refused(refusal),))


def _linted(request: GuardRequest, keysets: Sequence[Keyset], now: float) -> Report:
    environment = request.surroundings.environment
    issuers = [issuer_of(keyset, slots_of(keyset, request.surroundings)) for keyset in keysets]
    recorded = [_record(issuer) for issuer in issuers]
    verifier = verifier_over(issuers, environment)
    twins = [twin_of(keyset, source.first.keys, now) for keyset, source in zip(keysets, recorded, strict=True) if source.first.keys]
    outcomes = _attack(verifier, verifier_over([twin.issuer for twin in twins], environment), with_others(twins)) if twins else []
    unread = [Unread(state.description, state.error) for state in verifier.sources() if state.error]
    findings = (*_honest(twins, environment), *(finding for outcome in outcomes for finding in _findings(outcome)))
    return _report(keysets, findings, (accepted_table(verifier.held()), *_attack_tables(outcomes)), outcomes, unread)


def _record(issuer: Issuer) -> Recorded:
    issuer.source = recorded = Recorded(issuer.source)
    return recorded


def _attack(verifier: Verifier, twin: Verifier, aims: Sequence[Aim]) -> list[Outcome]:
    """Show every attack on every key to the verifier, or to its twin."""
    outcomes = [Outcome(attack) for attack in ATTACKS]
    for outcome in outcomes:
        for aim in aims:
            for attempt in outcome.attack.attempts(aim):
                reason = answer(twin if attempt.signed else verifier, attempt.token)
                if reason is None:
                    outcome.accepted.append(attempt)
                else:
                    outcome.reasons[reason] += 1
    return outcomes


def answer(verifier: Verifier, token: bytes) -> str | None:
    """Return the reason why a token is rejected, ``None`` if it is accepted."""
    try:
        verifier.verify(token)
    except Rejected as rejected:
        return rejected.reason
    return None


def _honest(twins: Iterable[Twin], environment: Mapping[str, str]) -> Iterable[Finding]:
    """Find a configuration that rejects everything: its answers to attacks would mean nothing."""
    for twin in twins:
        alone = verifier_over([twin.issuer], environment)
        for aim in twin.aims:
            reason = answer(alone, aim.with_header())
            if reason is not None:
                yield _finding("nothing-is-accepted", "error", f"an honest token for {aim.alg} would be rejected: {reason}")


def _findings(outcome: Outcome) -> Iterable[Finding]:
    """Tell which attempts succeeded, by what they mean."""
    succeeded: defaultdict[str, list[str]] = defaultdict(list)
    for attempt in outcome.accepted:
        succeeded[attempt.id or outcome.attack.id].append(attempt.how)
    for name, hows in succeeded.items():
        severity, title = _BY_CHOICE.get(name, ("error", f"the attack succeeds: {outcome.attack.name}"))
        yield _finding(name, severity, title, [f"accepted: {how}" for how in dict.fromkeys(hows)])


def _refused(refusal: Refusal) -> Finding:
    message = str(refusal).removesuffix(f" [{refusal.cause}]")
    return _finding(refusal.cause or "configuration-contradicts-itself", "error", f"a guard does not start with this: {message}")


def _finding(name: str, severity: Severity, title: str, facts: Iterable[str] = ()) -> Finding:
    return Finding(name, "likely", severity, title, None, tuple(Evidence(fact) for fact in facts))


def _attack_tables(outcomes: Sequence[Outcome]) -> tuple[Table, ...]:
    rows = tuple((outcome.attack.name, str(outcome.attempts), outcome.answer, _reasons(outcome)) for outcome in outcomes)
    return (Table("attacks", ("attack", "tokens", "answer", "reasons"), rows),) if rows else ()


def _reasons(outcome: Outcome) -> str:
    return ", ".join(f"{reason} {count}" for reason, count in outcome.reasons.most_common())


def _report(
    keysets: Sequence[Keyset],
    findings: tuple[Finding, ...],
    tables: tuple[Table, ...] = (),
    outcomes: Sequence[Outcome] = (),
    unread: Sequence[Unread] = (),
) -> Report:
    return Report(
        task="guard lint",
        findings=findings,
        tables=(rules_table(keysets), *tables),
        unread=tuple(unread),
        details={"attacks": [_members(outcome) for outcome in outcomes]},
        facts={"version": __version__},
    )


def _members(outcome: Outcome) -> dict[str, Any]:
    """Return the outcome of one attack ready for JSON."""
    return {
        "attack": outcome.attack.name,
        "tokens": outcome.attempts,
        "accepted": [attempt.how for attempt in outcome.accepted],
        "reasons": dict(outcome.reasons),
    }
