"""A token as it may be shown: header, chosen claims, the signature's length, a fingerprint. Never a character of the signature."""

from __future__ import annotations

from jwtriage.tasks.shown import shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from jwtriage.forensics.token import TokenText

REGISTERED = ("iss", "sub", "aud", "exp", "nbf", "iat", "jti")
"""The claims of RFC 7519, section 4.1: shown with their values unless asked otherwise."""


def token_view(token: TokenText, claims: str | None, fingerprint: str) -> dict[str, Any]:
    """Return the member ``token`` of a report.

    ``claims`` is ``"all"``, ``"none"``, names separated by commas, or ``None`` for the registered ones; the others appear by name only.
    """
    payload = token.claims or {}
    wanted = _wanted(payload, claims)
    return {
        "alg": shown(token.alg),
        "kid": shown(token.kid),
        "header": shown(token.header),
        "claims": {name: shown(payload[name]) for name in payload if name in wanted},
        "other_claims": sorted(shown(name) for name in payload if name not in wanted),
        "signature_octets": len(token.signature),
        "token_fingerprint": fingerprint,
    }


def _wanted(payload: dict[str, Any], claims: str | None) -> set[str]:
    if claims == "all":
        return set(payload)
    if claims == "none":
        return set()
    return set(REGISTERED if claims is None else claims.split(","))
