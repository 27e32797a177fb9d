"""A diagnosis's own members of the report: signer, verifier, token and what was tried, ready for JSON."""

from collections.abc import Iterable
from typing import Any

from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.configured import Held, fits
from jwtriage.diagnosis.outcome import Signer
from jwtriage.forensics.token import TokenText
from jwtriage.jose.algorithms import ALGORITHMS
from jwtriage.model.case import Case
from jwtriage.tasks.naming import KeyNames
from jwtriage.tasks.token_view import token_view

MOST_KEYS = 20


def signer_members(signer: Signer | None, names: KeyNames) -> dict[str, Any] | None:
    """Return who signed, or ``None`` while that is not known."""
    if signer is None:
        return None
    unseen = "computed from the tokens' signatures" if signer.how == "recovered" else "a key that everybody has"
    origin = str(signer.sighting.origin) if signer.sighting else unseen
    return {
        "fingerprint": names.fingerprint(signer.key),
        "label": names.label(signer.key),
        "origin": origin,
        "alg": signer.alg,
        "how": signer.how,
    }


def verifier_members(own: Iterable[Held], case: Case, signer: Signer | None, names: KeyNames) -> list[dict[str, Any]]:
    """Return the verifier's keys, each with its origin and the algorithms under which it is used."""
    alg = TokenText.read(case.token).alg
    return [
        {
            "fingerprint": _own_fingerprint(held, signer, names),
            "label": names.label(held.key),
            "origin": str(held.sighting.origin),
            "kid": held.key.kid,
            "alg": list(case.algorithms) or _algorithms(held, alg),
        }
        for held in list(own)[:MOST_KEYS]
    ]


def _own_fingerprint(held: Held, signer: Signer | None, names: KeyNames) -> str:
    """One secret has one tag: a copy otherwise written is named after the one that verifies (SECURITY section 1, rule 2)."""
    if signer is not None and held.sighting in signer.copies and held.key != signer.key:
        return f"{names.label(signer.key)}, otherwise written"
    return names.fingerprint(held.key)


def _algorithms(held: Held, alg: str | None) -> list[str]:
    """Without ``--alg`` the verifier accepts the token's own algorithm where the key's type allows it (contract section 4)."""
    if alg is not None and fits(held.key, alg):
        return [alg]
    return [name for name in ALGORITHMS if fits(held.key, name)]


def token_members(case: Case, shown: str | None, fingerprint: str) -> dict[str, Any]:
    """Return the token as it may be shown, with what is odd about its text."""
    token = TokenText.read(case.token)
    return {**token_view(token, shown, fingerprint), "observations": [{"id": each.id, "fact": each.fact} for each in token.observations()]}


def tried_members(budget: Budget) -> dict[str, int]:
    """Return how much was tried."""
    return {"keys": budget.keys, "variants": budget.variants, "algorithms": len(budget.algorithms)}
