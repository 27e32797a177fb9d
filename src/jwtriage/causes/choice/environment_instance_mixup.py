"""The token comes from another environment or instance.

## What happens
The token was signed with the key of another environment: development against production, a preview instance, another tenant.
Each side is sound on its own.

## Where it comes from
An injected environment variable of the wrong stage, a client that talks to one instance and a service that trusts another. Seen
in clerk-community/svelte-clerk#109, clerk/clerk-sdk-go#549, clerk/clerk-sdk-go#132,
jzheaux/spring-security-oauth2-resource-server#61.

## How to fix it
Give issuer and verifier the keys of the same environment, and let both print the environment and the key's fingerprint at
start.
"""

import re
from collections.abc import Iterator

from jwtriage.model.case import Sighting
from jwtriage.model.change import Choice

WORDS = re.compile(
    r"(?<![a-z])(prod(?:uction)?|live|staging|stage|stg|dev(?:elopment)?|test(?:ing)?|qa|uat|preview|sandbox|local|ci|demo|integration|preprod)(?![a-z])"
)
SAME = {"production": "prod", "live": "prod", "development": "dev", "testing": "test", "stage": "staging", "stg": "staging"}


def choose(choice: Choice) -> Iterator[str]:
    """Notice that the two places name different environments."""
    signer, verifier = _environments(choice.signer_sighting), _environments(choice.chosen_sighting)
    if signer and signer != verifier and not signer & verifier:
        other = " and ".join(sorted(verifier)) or "another environment"
        yield f"the key that verifies belongs to {' and '.join(sorted(signer))}, the verifier's to {other}"


def _environments(sighting: Sighting | None) -> set[str]:
    if sighting is None:
        return set()
    text = f"{sighting.origin.place} {sighting.origin.name or ''}".lower().replace("_", " ")
    return {SAME.get(word, word) for word in WORDS.findall(text)}
