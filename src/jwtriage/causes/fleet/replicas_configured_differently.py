"""The replicas were given different keys.

## What happens
One instance has another secret or certificate than its siblings. Its failures are constant, and independent of the token.

## Where it comes from
Nodes built by hand, an update that reached some of them. Seen in PostgREST/postgrest#317, tymondesigns/jwt-auth#1583,
IdentityServer/IdentityServer3#3705.

## How to fix it
Deploy the key from one object to all replicas, and compare their fingerprints at start.
"""

import re
from collections.abc import Iterator

from jwtriage.model.case import Sighting
from jwtriage.model.change import Choice

REPLICA = re.compile(
    r"(?<![a-z])((?:node|replica|instance|host|pod|server|web|app|api|worker|blue|green|a|b|zone)[-_]?(?:\d{1,3}|[a-z])?)(?![a-z0-9])"
)


def choose(choice: Choice) -> Iterator[str]:
    """Notice two places that differ in the name of the replica only."""
    signer, verifier = _place(choice.signer_sighting), _place(choice.chosen_sighting)
    if signer != verifier and REPLICA.search(signer) and REPLICA.sub("#", signer) == REPLICA.sub("#", verifier):
        yield "another replica of the same service holds the key that verifies"


def _place(sighting: Sighting | None) -> str:
    return str(sighting.origin).lower() if sighting else ""
