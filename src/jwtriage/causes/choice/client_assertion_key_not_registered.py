"""The authorization server holds an old key of the client.

## What happens
The client signs an assertion (`private_key_jwt`, an LTI service token) with its current key. The platform verifies with the key
that was registered earlier or that it cached, so the assertion fails although the client did nothing wrong.

## Where it comes from
A rotated tool key, a JWKS address that the platform cannot fetch, a pasted PEM. Seen in dmitry-viskov/pylti1.3#48,
instructure/canvas-lms#1872, keycloak/keycloak#39944, dmitry-viskov/pylti1.3#83.

## How to fix it
Register the client's current public key at the platform, or make it fetch the JWKS again (served as `application/json`, without
redirect).
"""

from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.model.change import Choice

ENDPOINTS = ("/token", "/oauth2", "/oauth", "/realms/", "/login")


def choose(choice: Choice) -> Iterator[str]:
    """Notice a client's assertion: issuer and subject are the same, the audience is a token endpoint."""
    if _is_assertion(choice.token) and choice.signer.public is not None:
        yield "the client's assertion verifies with the client's own key, not with the one registered at the platform"


def _is_assertion(token: TokenText) -> bool:
    claims = token.claims or {}
    audience = claims.get("aud")
    names = audience if isinstance(audience, list) else [audience]
    same = bool(claims.get("iss")) and claims.get("iss") == claims.get("sub")
    return same and any(endpoint in str(name) for name in names for endpoint in ENDPOINTS)
