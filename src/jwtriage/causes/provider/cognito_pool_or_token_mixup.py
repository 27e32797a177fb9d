"""Cognito: the token belongs to another user pool, or to the pool's other key.

## What happens
A user pool publishes two keys, one for ID tokens and one for access tokens, and every pool has its own pair. A verifier that pins
one key, or holds the pair of another pool, rejects good tokens.

## Where it comes from
Pool ids of two environments mixed up, code that takes the first key of the set, an access token sent where the ID token was
expected.

Seen in aws-amplify/amplify-js#2295, hasura/graphql-engine#2071, ghdna/cognito-express#59,
amazon-archives/amazon-cognito-identity-js#274.

## How to fix it
Take the JWKS from the token's pool (`<iss>/.well-known/jwks.json`, after checking `iss` against your own pool), and select the key
by kid.

Check `token_use` as well, so that a token of the other sort is refused by name.
"""

import re
from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.model.addresses import verifier_places
from jwtriage.model.case import Case
from jwtriage.model.change import Attempt, Choice, Scene
from jwtriage.model.finding import Sign

POOL = re.compile(r"(?<![a-z])[a-z]{2}(?:-[a-z]+)+-\d_[A-Za-z0-9]+")
"""A pool's id: its region, and a name."""

ISSUER = re.compile(rf"https://cognito-idp\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?/({POOL.pattern})")
KEYS_OF_A_POOL = 2
OTHER_POOL = "the token's user pool is not the one whose keys the verifier holds"


def choose(choice: Choice) -> Iterator[str]:
    """Notice another pool in the verifier's places, or the other key of the pool's pair."""
    if _is_other_pool(choice.case, choice.token):
        yield OTHER_POOL
    elif _pool(choice.token) and len(choice.signer_keys) == KEYS_OF_A_POOL and set(choice.verifier_keys) & set(choice.signer_keys):
        yield "the verifier uses the other one of the pool's two keys (ID token and access token)"


def read(scene: Scene) -> Iterator[Sign]:
    """Notice another pool in the verifier's places."""
    if _is_other_pool(scene.case, scene.token):
        yield Sign(OTHER_POOL)


def refuse(attempt: Attempt, case: Case) -> Iterator[str]:
    """Explain an issuer that does not fit although the key does."""
    if case.issuer is not None and (attempt.token.claims or {}).get("iss") != case.issuer and _is_other_pool(case, attempt.token):
        yield OTHER_POOL


def _pool(token: TokenText) -> str | None:
    match = ISSUER.fullmatch(str((token.claims or {}).get("iss", "")).rstrip("/"))
    return match.group(1) if match else None


def _is_other_pool(case: Case, token: TokenText) -> bool:
    pool = _pool(token)
    named = {found for place in verifier_places(case) for found in POOL.findall(place)}
    return pool is not None and bool(named) and pool not in named
