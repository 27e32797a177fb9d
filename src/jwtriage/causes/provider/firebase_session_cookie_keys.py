"""A Firebase session cookie is verified with the keys for ID tokens.

## What happens
Session cookies have an issuer of their own (`https://session.firebase.google.com/<project>`) and keys of their own. The
certificates for ID tokens never verify them.

## Where it comes from
`verifyIdToken` called with a session cookie; a verifier of one's own with the one certificate address of the ID tokens.

Seen in expl/rs-firebase-admin-sdk#24, fschuindt/firebase_id_token#46, firebase/firebase-admin-node#711.

## How to fix it
Verify session cookies with `verifySessionCookie`, or add the key source
`https://www.googleapis.com/identitytoolkit/v3/relyingparty/publicKeys` for that issuer.
"""

from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.model.change import Choice, Scene
from jwtriage.model.finding import Sign

ISSUER = "https://session.firebase.google.com/"
FACT = "the token is a Firebase session cookie, and the verifier's keys are others than those of session cookies"


def choose(choice: Choice) -> Iterator[str]:
    """Notice the issuer of session cookies, when the two key sets have nothing in common."""
    if _is_session(choice.token) and not set(choice.verifier_keys) & set(choice.signer_keys):
        yield FACT


def read(scene: Scene) -> Iterator[Sign]:
    """Notice the issuer of session cookies, whose kid the verifier's keys lack."""
    if _is_session(scene.token) and scene.verifier_keys and scene.token.kid not in {key.kid for _, key in scene.verifier_keys}:
        yield Sign(FACT)


def _is_session(token: TokenText) -> bool:
    return str((token.claims or {}).get("iss", "")).startswith(ISSUER)
