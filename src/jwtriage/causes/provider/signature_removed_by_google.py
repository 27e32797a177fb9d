"""The platform took the signature off.

## What happens
Cloud Run checks the caller's token itself and forwards it with the words `SIGNATURE_REMOVED_BY_GOOGLE` in place of the signature.
Nothing behind it can verify the token again, and every library says *invalid signature*.

## Where it comes from
A service behind Google's front end that verifies the Authorization header once more, or passes it on to another service.

Seen in pomerium/pomerium#6681, owainlewis/machinist#277.

## How to fix it
Trust the platform's check where it is switched on, or send the caller's own token in another header and let
`X-Serverless-Authorization` carry the platform's.
"""

from collections.abc import Iterator

from jwtriage.forensics.token_kind import kind_of
from jwtriage.model.change import Scene
from jwtriage.model.finding import Sign


def read(scene: Scene) -> Iterator[Sign]:
    """Notice the words in place of the signature."""
    if kind_of(scene.case.token).name == "google-removed":
        yield Sign("the third segment is no signature but the note that Google removed it")
