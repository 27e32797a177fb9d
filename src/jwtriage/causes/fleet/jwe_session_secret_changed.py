"""An encrypted session cannot be read after its secret changed.

## What happens
Session cookies of some web frameworks are JWE, encrypted with a key derived from one secret. After that secret changed, or on a
deployment with another one, no cookie can be decrypted, and the log speaks of an invalid token.

## Where it comes from
`NEXTAUTH_SECRET` or `AUTH_SECRET` that differs between deployments. Seen in auth0/nextjs-auth0#2487, nextauthjs/next-auth#8368,
vercel/next-learn#295.

## How to fix it
Give all deployments the same secret; while changing it give the list of secrets, new one first, and treat cookies that cannot
be decrypted as a logged-out session.
"""

from collections.abc import Iterator

from jwtriage.forensics.token_kind import kind_of
from jwtriage.model.change import Scene
from jwtriage.model.finding import Sign


def read(scene: Scene) -> Iterator[Sign]:
    """Notice a session cookie of the frameworks that encrypt directly."""
    header = scene.token.header
    if kind_of(scene.case.token).name == "jwe" and header.get("alg") == "dir" and "kid" not in header:
        yield Sign("the token is encrypted with a key that both sides share, as session cookies are", "possible")
