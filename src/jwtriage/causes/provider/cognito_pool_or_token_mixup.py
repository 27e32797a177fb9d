"""Amazon Cognito: the token belongs to another user pool, or to the pool's other key.

## What happens
A Cognito user pool publishes two keys, one for ID tokens and one for access tokens, and every pool has its own. A verifier that
pins one key, or holds another pool's, rejects good tokens.

## Where it comes from
Pool ids of two environments mixed up; code that takes the first key of the set. Seen in aws-amplify/amplify-js#2295,
hasura/graphql-engine#2071, ghdna/cognito-express#59, amazon-archives/amazon-cognito-identity-js#274.

## How to fix it
Take the JWKS from the token's pool (`<iss>/.well-known/jwks.json`, after checking `iss` against your own pool), select by kid,
and check `token_use`.
"""

import re
from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import Choice, Scene
from jwtriage.model.finding import Sign

POOL = re.compile(r"https://cognito-idp\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?/([A-Za-z0-9-]+_[A-Za-z0-9]+)")


def choose(choice: Choice) -> Iterator[str]:
    """Notice another pool in the verifier's places, or the other key of the pool's pair."""
    if _other_pool(choice.case, choice.token):
        yield "the token's user pool is not the one whose keys the verifier holds"
    elif _pool(choice.token) and len(choice.signer_keys) == 2:
        yield "the verifier uses the other one of the pool's two keys (ID token and access token)"


def read(scene: Scene) -> Iterator[Sign]:
    """Notice another pool in the verifier's places."""
    if _other_pool(scene.case, scene.token):
        yield Sign("the token's user pool is not the one whose keys the verifier holds")


def _pool(token: TokenText) -> str | None:
    match = POOL.match(str((token.claims or {}).get("iss", "")))
    return match.group(1) if match else None


def _other_pool(case: Case, token: TokenText) -> bool:
    pool = _pool(token)
    named = [found.group(1) for sighting in case.sightings if sighting.verifier is not None for found in POOL.finditer(sighting.origin.place)]
    named += [found.group(1) for found in [POOL.match(case.issuer or "")] if found]
    return bool(pool and named and pool not in named)
