"""The client secret for Sign in with Apple is not what Apple asks for.

## What happens
Apple's client secret is an ES256 token with fixed rules, and Apple answers every mistake with *invalid_client*: another
algorithm or curve, a missing kid, a swapped team or service id, a lifetime over six months.

## Where it comes from
Keys of another capability, a `.p8` on one line, values copied into the wrong slot. Seen in patrickbussmann/oauth2-apple#3,
appwrite/appwrite#13320, Timothylock/go-signin-with-apple#9, klausbetz/apple-identity-provider-keycloak#18.

## How to fix it
Correct the item named in the facts: ES256 with the P-256 key of the `.p8`, its ten-character key id as `kid`, the team id as
`iss`, the service id as `sub`, `https://appleid.apple.com` as `aud`, at most six months to `exp`.
"""

from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.model.change import Attempt, Scene
from jwtriage.model.finding import Sign

APPLE = "https://appleid.apple.com"
ID_CHARACTERS = 10
SIX_MONTHS = 15_777_000
"""Apple's limit for a client secret, in seconds."""


def refuse(attempt: Attempt) -> Iterator[str]:
    """Check a client secret whose signature is good against Apple's rules."""
    if _is_for_apple(attempt.token):
        yield from _faults(attempt.token)
        if attempt.key.curve not in (None, "P-256") or attempt.key.kind != "EC":
            yield "the key is no EC key on P-256"


def read(scene: Scene) -> Iterator[Sign]:
    """Check a client secret against Apple's rules."""
    if _is_for_apple(scene.token):
        for fact in _faults(scene.token):
            yield Sign(fact)


def _is_for_apple(token: TokenText) -> bool:
    claims = token.claims or {}
    return claims.get("aud") == APPLE and claims.get("iss") != APPLE


def _faults(token: TokenText) -> Iterator[str]:
    claims = token.claims or {}
    if token.alg != "ES256":
        yield "the algorithm is not ES256"
    if len(token.kid or "") != ID_CHARACTERS:
        yield "the kid is not a ten-character key id"
    if len(str(claims.get("iss", ""))) != ID_CHARACTERS:
        yield "the iss is not a ten-character team id"
    if not claims.get("sub"):
        yield "there is no sub: Apple wants the service id there"
    issued, expires = claims.get("iat"), claims.get("exp")
    if isinstance(issued, int) and isinstance(expires, int) and expires - issued > SIX_MONTHS:
        yield "the lifetime is over six months"
