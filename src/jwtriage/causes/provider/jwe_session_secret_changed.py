"""An encrypted session cannot be read after its secret changed.

## What happens
Session cookies of some web frameworks are JWE, encrypted with a key derived from one secret. After that secret changed, or on a
deployment with another one, no cookie can be decrypted, and the log speaks of an invalid token.

## Where it comes from
`NEXTAUTH_SECRET`, `AUTH_SECRET` or `AUTH0_SECRET` that differs between deployments, a secret made anew by each build, a cookie
of another application on the same host.

Seen in auth0/nextjs-auth0#2487, nextauthjs/next-auth#8368, vercel/next-learn#295.

## How to fix it
Give all deployments the same secret; while changing it give the list of secrets, the new one first.

Treat cookies that cannot be decrypted as a logged-out session: delete them and let the person log in again.
"""

from collections.abc import Iterator

from jwtriage.forensics.session_cookie import is_session, opens
from jwtriage.model.case import Sighting
from jwtriage.model.change import Scene
from jwtriage.model.finding import Sign

MOST = 200
"""So many secrets are tried."""


def read(scene: Scene) -> Iterator[Sign]:
    """Look for the secret that opens the session; without one it is a hint only."""
    case = scene.case
    if not is_session(case.token):
        return
    opening = next((sighting for sighting in _verifier_first(case.sightings) if opens(sighting.text.reveal(), case.token)), None)
    if opening is None:
        yield Sign("the token is encrypted with a key that both sides share, as session cookies are", "possible")
    elif opening.verifier is None:
        yield Sign("the session was encrypted with another secret than the verifier's", "likely", opening.origin)


def _verifier_first(sightings: tuple[Sighting, ...]) -> list[Sighting]:
    return sorted(sightings, key=lambda sighting: sighting.verifier is None)[:MOST]
