"""A Firebase session cookie is verified with the keys for ID tokens.

## What happens
Session cookies have their own issuer (`session.firebase.google.com`) and their own keys. The certificates for ID tokens never
verify them.

## Where it comes from
`verifyIdToken` called with a session cookie. Seen in expl/rs-firebase-admin-sdk#24, fschuindt/firebase_id_token#46,
firebase/firebase-admin-node#711.

## How to fix it
Verify session cookies with `verifySessionCookie`, or add the key source `identitytoolkit/v3/relyingparty/publicKeys` for that
issuer.
"""

from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.model.change import Choice, Scene
from jwtriage.model.finding import Sign

ISSUER = "https://session.firebase.google.com/"
FACT = "the token is a Firebase session cookie, and the verifier's keys are those of ID tokens"


def choose(choice: Choice) -> Iterator[str]:
    """Notice the issuer of session cookies."""
    if _is_session(choice.token):
        yield FACT


def read(scene: Scene) -> Iterator[Sign]:
    """Notice the issuer of session cookies, whose kid the verifier's keys lack."""
    if _is_session(scene.token) and scene.token.kid not in {key.kid for _, key in scene.verifier_keys}:
        yield Sign(FACT)


def _is_session(token: TokenText) -> bool:
    return str((token.claims or {}).get("iss", "")).startswith(ISSUER)
