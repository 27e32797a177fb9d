"""The client secret for Sign in with Apple is not what Apple asks for.

## What happens
Apple's client secret is an ES256 token with fixed rules. Apple answers every breach of them with *invalid_client* and nothing
else: another algorithm or curve, a missing kid, team id and service id in each other's place, a lifetime over six months. The
signature itself may be good.

## Where it comes from
A `.p8` of another capability, an RSA key taken from an example, values copied into the wrong slot, a secret made once and never
renewed.

Seen in patrickbussmann/oauth2-apple#3, appwrite/appwrite#13320, Timothylock/go-signin-with-apple#9,
klausbetz/apple-identity-provider-keycloak#18.

## How to fix it
Correct the item that the facts name: ES256 with the P-256 key of the `.p8`, its ten-character key id as `kid`, the team id as
`iss`, the service id as `sub`, `https://appleid.apple.com` as `aud`, `iat`, and at most six months to `exp`.

Check the secret before sending it (`jwtriage diagnose @secret.jwt --verifier public.pem`), and make a new one on a schedule.
"""

import re
from collections.abc import Iterator
from typing import Any

from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from jwtriage.model.case import Case
from jwtriage.model.change import Attempt, Scene
from jwtriage.model.finding import Sign

APPLE = "https://appleid.apple.com"
SIX_MONTHS = 15_777_000
"""Apple's limit for a client secret, in seconds."""

_ID = re.compile(r"[A-Z0-9]{10}")
"""A key id or a team id."""


def refuse(attempt: Attempt, case: Case) -> Iterator[str]:
    """Check a client secret whose signature is good against Apple's rules."""
    if _is_for_apple(attempt.token):
        yield from _faults(attempt.token, [attempt.key])


def read(scene: Scene) -> Iterator[Sign]:
    """Check a client secret against Apple's rules."""
    if _is_for_apple(scene.token):
        yield from (Sign(fact) for fact in _faults(scene.token, [key for _, key in scene.verifier_keys]))


def _is_for_apple(token: TokenText) -> bool:
    """Tell a client secret from the ID tokens that Apple issues itself."""
    claims = token.claims or {}
    return "appleid.apple.com" in str(claims.get("aud")) and "appleid.apple.com" not in str(claims.get("iss"))


def _faults(token: TokenText, keys: list[Key]) -> Iterator[str]:
    yield from _header_faults(token, keys)
    yield from _claim_faults(token.claims or {})


def _header_faults(token: TokenText, keys: list[Key]) -> Iterator[str]:
    if token.alg != "ES256":
        yield "the algorithm is not ES256"
    if keys and not any(key.curve == "P-256" for key in keys):
        yield "the key is no EC key on P-256"
    if token.kid is None:
        yield "there is no kid: Apple wants the key id there"
    elif not _ID.fullmatch(token.kid):
        yield "the kid is not a ten-character key id"


def _claim_faults(claims: dict[str, Any]) -> Iterator[str]:
    if not _ID.fullmatch(str(claims.get("iss"))):
        yield "the iss is not a ten-character team id"
    if not claims.get("sub"):
        yield "there is no sub: Apple wants the service id there"
    elif _ID.fullmatch(str(claims["sub"])):
        yield "the sub looks like a team id or a key id: Apple wants the service id there"
    if claims.get("aud") != APPLE:
        yield f"the aud is not exactly {APPLE}"
    yield from _lifetime_faults(claims.get("iat"), claims.get("exp"))


def _lifetime_faults(issued: object, expires: object) -> Iterator[str]:
    if not isinstance(issued, int | float) or not isinstance(expires, int | float):
        yield "iat or exp is missing or no number"
    elif expires - issued > SIX_MONTHS:
        yield "the lifetime is over six months"
