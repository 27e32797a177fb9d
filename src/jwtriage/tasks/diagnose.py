"""The main job: why one token's signature fails before one or several verifiers."""

import secrets
import time
from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from jwtriage import __version__
from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.investigate import Investigation, held_keys
from jwtriage.diagnosis.outcome import Outcome
from jwtriage.forensics.recover_rsa import Unrecoverable
from jwtriage.jose.algorithms import ALGORITHMS
from jwtriage.model.case import Case, Sighting, Unread
from jwtriage.model.report import Report
from jwtriage.places.resolve import sightings
from jwtriage.places.surroundings import Surroundings
from jwtriage.report.json import finding_members
from jwtriage.tasks.fingerprints_seen import fingerprints_seen
from jwtriage.tasks.members import signer_members, token_members, tried_members, verifier_members
from jwtriage.tasks.naming import KeyNames, token_name
from jwtriage.tasks.next_steps import next_steps
from jwtriage.tasks.request import DiagnoseRequest, UnusableRequest
from jwtriage.tasks.system import discovered, under_care

PROBLEMS = ("explained", "not-a-signature-problem")
WORST = ("explained", "unexplained", "not-a-signature-problem", "valid")


def diagnose(request: DiagnoseRequest) -> Report:
    """Return the report of the contract (section 4).

    Raises `UnusableReference` for a REF that cannot be used and `UnusableRequest` for a configuration that cannot, or an empty token.
    """
    if not request.token:
        raise UnusableRequest("the token is empty")
    request = under_care(request)
    _check_algorithms(request)
    found, unread = _look(request)
    case = replace(_case(request, found), unread=tuple(unread))
    names = KeyNames(request.environment)
    outcomes = {name: _conclude(replace(case, sightings=_before(name, found)), request) for name in _verifier_names(request)}
    return _report(request, case, outcomes, unread, names)


def _check_algorithms(request: DiagnoseRequest) -> None:
    """Refuse a name that no verifier can mean: a typing error there would be blamed on the token."""
    for alg in request.algorithms:
        if alg not in ALGORITHMS and not any(part in alg.lower() for part in ("256", "384", "512", "ed25519", "ed448", "none")):
            raise UnusableRequest(f"--alg {alg[:40]}: no such algorithm; known are {', '.join(ALGORITHMS)}")


def _look(request: DiagnoseRequest) -> tuple[list[Sighting], list[Unread]]:
    named_by_token = frozenset((discovered(request),)) if request.discover else frozenset()
    surroundings = Surroundings(
        request.environment,
        offline=request.offline,
        timeout=request.timeout,
        ca_file=request.ca_file,
        public_only=named_by_token - {named.reference for named in request.verifiers},
    )
    verifiers = [each for named in request.verifiers for each in sightings(named.reference, named.name, surroundings)]
    candidates = [each for reference in request.candidates for each in sightings(reference, None, surroundings)]
    seen = [each for each in (*verifiers, *candidates) if isinstance(each, Sighting)]
    # What stands beside a verifier's key comes last: a candidate that was named is the better origin of the same secret.
    beside = {id(each) for each in verifiers if isinstance(each, Sighting) and each.verifier is None}
    seen.sort(key=lambda each: id(each) in beside)
    return seen, [each for each in (*verifiers, *candidates) if isinstance(each, Unread)]


def _case(request: DiagnoseRequest, found: Iterable[Sighting]) -> Case:
    return Case(
        token=request.token,
        sightings=tuple(found),
        algorithms=request.algorithms,
        issuer=request.issuer,
        audience=request.audience,
        at=time.time() if request.at is None else request.at,
        leeway=request.leeway,
        payload=request.payload,
        also=request.also_tokens,
    )


def _verifier_names(request: DiagnoseRequest) -> list[str]:
    return list(dict.fromkeys(named.name for named in request.verifiers)) or [""]


def _before(name: str, found: Iterable[Sighting]) -> tuple[Sighting, ...]:
    """Return the sightings as one verifier sees them: its own and the candidates, then what the other verifiers hold as further candidates."""
    others = [replace(each, verifier=None, labels={**each.labels, "held-by": each.verifier}) for each in found if each.verifier not in (None, name)]
    return (*(each for each in found if each.verifier in (None, name)), *others)


def _conclude(case: Case, request: DiagnoseRequest) -> tuple[Outcome, Budget, Case]:
    budget = Budget(request.budget, request.progress)
    try:
        return Investigation(case, budget, recover_rsa="rsa" in request.recover).conclude(), budget, case
    except Unrecoverable as error:
        raise UnusableRequest(str(error)) from None


def _report(request: DiagnoseRequest, case: Case, outcomes: dict[str, tuple[Outcome, Budget, Case]], unread: list[Unread], names: KeyNames) -> Report:
    worst = min(outcomes.values(), key=lambda each: WORST.index(each[0].verdict))
    outcome, budget, _ = worst
    all_unread = (*unread, *(entry for _, spent, _ in outcomes.values() for entry in spent.unread))
    details: dict[str, Any] = {
        **_of_verifier(outcome, worst[2], names),
        "token": token_members(case, request.claims, token_name(request.token, request.environment, secrets.token_bytes(32))),
        "tried": tried_members(budget),
    }
    held = held_keys([sighting for sighting in worst[2].sightings if sighting.kind != "fingerprint"])
    signers = [outcome.signer.key] if outcome.signer else []
    seen = fingerprints_seen(worst[2].sightings, [*signers, *(each.key for each in held)], names)
    if seen:
        details["seen"] = seen
    steps = next_steps(outcome, worst[2])
    if steps:
        details["next"] = [{"text": step, "argv": []} for step in steps]
    if len(outcomes) > 1:
        details["verifiers"] = {name: _verifier_report(each, names) for name, each in outcomes.items()}
    return Report(
        task="diagnose",
        verdict=outcome.verdict,
        findings=outcome.findings,
        unread=all_unread,
        details=details,
        facts={"version": __version__, "at": _moment(case.at)},
        problem=any(each.verdict in PROBLEMS for each, _, _ in outcomes.values()),
        incomplete=outcome.verdict == "unexplained",
    )


def _of_verifier(outcome: Outcome, case: Case, names: KeyNames) -> dict[str, Any]:
    own = held_keys([sighting for sighting in case.sightings if sighting.verifier is not None])
    return {"signer": signer_members(outcome.signer, names), "verifier": verifier_members(own, case, outcome.signer, names)}


def _verifier_report(each: tuple[Outcome, Budget, Case], names: KeyNames) -> dict[str, Any]:
    outcome, _, case = each
    causes = [finding_members(found) for found in outcome.findings]
    return {"verdict": outcome.verdict, "causes": causes, **_of_verifier(outcome, case, names)}


def _moment(at: float) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(at))
