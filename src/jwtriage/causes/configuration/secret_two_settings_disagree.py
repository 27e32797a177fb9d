"""Signer and verifier read different settings of one application.

## What happens
The signature verifies with the value of another variable of the same configuration: the refresh secret instead of the
access secret, the inbox instead of the outbox, the sign module's instead of the strategy's. Both values are sound,
they were just meant to be one, or the token is of the other sort.

## Where it comes from
Signing and verifying are configured in two places and one of them was changed; a refresh token is sent where an
access token belongs.
Seen in mikenicholson/passport-jwt#227, ONLYOFFICE/DocumentServer#1578, nestjs/jwt#1616.

## How to fix it
Let signer and verifier of one kind of token read the same variable, and delete the second setting or name it for its
own kind (`JWT_ACCESS_SECRET`, `JWT_REFRESH_SECRET`).

Write the kind into the token (`typ`, or a claim) and check it, so that a refresh token in the wrong place is refused
by name.
"""

from collections.abc import Iterator

from jwtriage.model.case import Sighting
from jwtriage.model.change import Choice


def choose(choice: Choice) -> Iterator[str]:
    """Say so when the secret that verifies stands under another name in the same place as the verifier's."""
    own, signer = choice.chosen_sighting, choice.signer_sighting
    if own is None or signer is None or choice.signer.secret is None:
        return
    if own.origin.name is not None and signer.origin.name is not None and _disagree(own, signer):
        yield f"the signature verifies with {signer.origin.name}, while the verifier reads {own.origin.name} of the same configuration"


def _disagree(own: Sighting, signer: Sighting) -> bool:
    return own.origin.name != signer.origin.name and own.origin.place == signer.origin.place
