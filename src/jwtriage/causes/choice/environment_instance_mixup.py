"""The token comes from another environment or instance.

## What happens
The token was signed with the key of another environment: development against production, a preview instance, another tenant.
Each side is sound on its own, and the verifier does right to refuse.

## Where it comes from
An injected environment variable of the wrong stage, a client that talks to one instance and a service that trusts another, a
publishable key and a secret key of two instances.

Seen in clerk-community/svelte-clerk#109, clerk/clerk-sdk-go#549, clerk/clerk-sdk-go#132,
jzheaux/spring-security-oauth2-resource-server#61.

## How to fix it
Give issuer and verifier the keys of the same environment, then log in again.

Let both print the name of the environment and the key's fingerprint when they start.
"""

from collections.abc import Iterator

from jwtriage.model.addresses import place_of
from jwtriage.model.change import Choice
from jwtriage.model.environments import environments_in

PLAIN = {"production"}
"""What a place is taken for that names no environment."""


def choose(choice: Choice) -> Iterator[str]:
    """Notice that the two places name different environments, or that the token's issuer names another than the verifier's place."""
    verifier = environments_in(place_of(choice.chosen_sighting))
    signer = environments_in(place_of(choice.signer_sighting)) or _of_issuer(choice, verifier)
    if signer and not signer & (verifier or PLAIN):
        other = " and ".join(sorted(verifier)) or "none that is named"
        yield f"the key that verifies belongs to {' and '.join(sorted(signer))}, the verifier's to {other}"


def _of_issuer(choice: Choice, verifier: set[str]) -> set[str]:
    """Return the environments that the token's issuer names; a verifier without one gives nothing to compare with."""
    return environments_in(str((choice.token.claims or {}).get("iss", ""))) if verifier else set()
