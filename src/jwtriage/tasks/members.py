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

REGISTERED = ("iss", "sub", "aud", "exp", "nbf", "iat", "jti")
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


def verifier_members(own: Iterable[Held], case: Case, names: KeyNames) -> list[dict[str, Any]]:
    """Return the verifier's keys, each with its origin and the algorithms under which it is used."""
    alg = TokenText.read(case.token).alg
    return [
        {
            "fingerprint": names.fingerprint(held.key),
            "label": names.label(held.key),
            "origin": str(held.sighting.origin),
            "kid": held.key.kid,
            "alg": list(case.algorithms) or _algorithms(held, alg),
        }
        for held in list(own)[:MOST_KEYS]
    ]


def _algorithms(held: Held, alg: str | None) -> list[str]:
    """Without ``--alg`` the verifier accepts the token's own algorithm where the key's type allows it (contract section 4)."""
    if alg is not None and fits(held.key, alg):
        return [alg]
    return [name for name in ALGORITHMS if fits(held.key, name)]


def token_members(case: Case, shown: str | None, fingerprint: str) -> dict[str, Any]:
    """Return the token's header, the claims asked for, and the signature's length: never a character of the signature."""
    token = TokenText.read(case.token)
    claims = token.claims or {}
    wanted = set(claims) if shown == "all" else set() if shown == "none" else set(shown.split(",") if shown else REGISTERED)
    return {
        "alg": token.alg,
        "kid": token.kid,
        "typ": token.header.get("typ"),
        "header": dict(token.header),
        "claims": {name: value for name, value in claims.items() if name in wanted},
        "other_claims": sorted(name for name in claims if name not in wanted),
        "signature_octets": len(token.signature),
        "fingerprint": fingerprint,
        "observations": [{"id": each.id, "fact": each.fact} for each in token.observations()],
    }


def tried_members(budget: Budget) -> dict[str, int]:
    """Return how much was tried."""
    return {"keys": budget.keys, "variants": budget.variants, "algorithms": len(budget.algorithms)}
