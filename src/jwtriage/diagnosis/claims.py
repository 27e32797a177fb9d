"""Whether the claims are good, once the signature is (RFC 7519 section 4.1)."""

import json
import zlib
from typing import Any

from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case

JSON_FAULT = "payload-json-malformed"
LARGEST = 1 << 20
"""An inflated payload is read up to so many octets."""
CLAIM_FAULT = "clock-or-claim-error-read-as-signature"


def claim_faults(token: TokenText, case: Case) -> list[tuple[str, str]]:
    """Return ``(cause, fact)`` for each claim that a verifier would refuse; empty when all are good.

    ``exp``, ``nbf`` and ``iat`` are compared with ``case.at`` under ``case.leeway``; ``iss`` and ``aud`` only when the case names them.
    """
    claims = _object(case.payload if case.payload is not None and not token.payload_segment else _inflated(token))
    if claims is None and not token.payload_segment:
        return []
    if claims is None:
        return [(JSON_FAULT, "the payload is no JSON object, although the signature over it is good")] if _meant_as_claims(token) else []
    facts = [*_time_faults(claims, case), *_party_faults(claims, case)]
    return [(CLAIM_FAULT, fact) for fact in facts]


def _inflated(token: TokenText) -> bytes:
    """Return the payload, inflated where the header says that it is compressed (SMART Health Cards), within bounds."""
    if token.header.get("zip") != "DEF":
        return token.payload
    try:
        return zlib.decompressobj(-zlib.MAX_WBITS).decompress(token.payload, LARGEST)
    except zlib.error:
        return token.payload


def _object(payload: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(payload.decode("utf-8"))
    except (ValueError, RecursionError):
        return None
    return value if isinstance(value, dict) else None


def _meant_as_claims(token: TokenText) -> bool:
    """Tell whether the payload was meant as claims: a JWS may carry anything (RFC 7515 section 3)."""
    return str(token.header.get("typ", "")).upper().endswith("JWT") or token.payload.lstrip()[:1] in (b"{", b"[")


def _time_faults(claims: dict[str, Any], case: Case) -> list[str]:
    facts = []
    for name, late, words in (
        ("exp", False, "the token expired: exp is before the time of verification"),
        ("nbf", True, "the token is not valid yet: nbf is after the time of verification"),
        ("iat", True, "the token was issued in the future: iat is after the time of verification, so the two clocks differ"),
    ):
        value = claims.get(name)
        if value is None:
            continue
        if isinstance(value, bool) or not isinstance(value, int | float):
            facts.append(f"the claim {name} is not a number")
        elif (value > case.at + case.leeway) if late else (value <= case.at - case.leeway):
            facts.append(words)
    return facts


def _party_faults(claims: dict[str, Any], case: Case) -> list[str]:
    facts = []
    if case.issuer is not None and claims.get("iss") != case.issuer:
        facts.append("the claim iss is not the issuer that the verifier expects")
    audience = claims.get("aud")
    if case.audience is not None and case.audience not in (audience if isinstance(audience, list) else [audience]):
        facts.append("the claim aud does not name the audience that the verifier expects")
    return facts
