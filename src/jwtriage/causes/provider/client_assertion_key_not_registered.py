"""The authorization server holds an old key of the client.

## What happens
The client signs an assertion (`private_key_jwt`, an LTI service token) with its current key. The platform verifies with the key
that was registered earlier or that it cached, so the assertion fails although the client did nothing wrong.

## Where it comes from
A tool that replaced its key, a JWKS address that the platform cannot fetch (a redirect, another content type, a byte order mark),
another PEM pasted into the registration.

Seen in dmitry-viskov/pylti1.3#48, instructure/canvas-lms#1872, keycloak/keycloak#39944, dmitry-viskov/pylti1.3#83.

## How to fix it
Register the client's current public key at the platform, or make the platform fetch the client's JWKS again.

Serve that JWKS as plain `application/json` without a redirect, and keep the previous key in it until the platform has the new
one.
"""

from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.model.change import Choice

ENDPOINTS = ("/token", "/oauth2", "/oauth", "/realms/", "/login", "/connect/")


def choose(choice: Choice) -> Iterator[str]:
    """Notice a client's assertion (RFC 7523 section 3): issuer and subject are the same, the audience is the authorization server."""
    if choice.signer.public is not None and _is_assertion(choice.token):
        yield "the client's assertion verifies with the client's own key, not with the one registered at the platform"


def _is_assertion(token: TokenText) -> bool:
    claims = token.claims or {}
    audience = claims.get("aud")
    names = [str(name) for name in audience] if isinstance(audience, list) else [str(audience)]
    is_endpoint = any(endpoint in name for name in names for endpoint in ENDPOINTS)
    is_once = "jti" in claims and any(name.startswith("https://") for name in names)
    return bool(claims.get("iss")) and claims.get("iss") == claims.get("sub") and (is_endpoint or is_once)
