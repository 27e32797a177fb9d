"""The token is not signed.

## What happens
The header says `none` or the third segment is empty. Emulators and tests issue such tokens; a verifier must refuse them with
every key.

## Where it comes from
An authentication emulator on the client against a real verifier, a test fixture, or an attempt to get in without a key.

Seen in firebase/firebase-tools#2813.

## How to fix it
Point the client at the real issuer.

Where an emulator is meant, configure the verifier for the emulator, and never in production.
"""

from collections.abc import Iterator

from jwtriage.model.change import Scene
from jwtriage.model.finding import Sign


def read(scene: Scene) -> Iterator[Sign]:
    """Notice the algorithm none in any spelling, or an empty signature."""
    token = scene.token
    if (token.alg or "").lower() == "none":
        yield Sign("the header says that the token is not signed")
    elif token.is_compact and not token.signature_segment and token.payload_segment:
        yield Sign("the third segment is empty: there is no signature")
