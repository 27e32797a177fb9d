"""The replicas were given different keys.

## What happens
One instance has another secret or certificate than its siblings. Its failures are constant and independent of the token, and a
load balancer makes them look random.

## Where it comes from
Nodes built by hand, an update that reached some of them, two slots (blue and green) with files of their own.

Seen in PostgREST/postgrest#317, tymondesigns/jwt-auth#1583, IdentityServer/IdentityServer3#3705.

## How to fix it
Deploy the key from one object to all replicas, and restart the one that differs.

Let each instance show its key's fingerprint at start, so that the next difference is seen before a token fails.
"""

import re
from collections.abc import Iterator

from jwtriage.model.addresses import place_of
from jwtriage.model.change import Choice

_REPLICA = re.compile(
    r"(?<![a-z])(?P<word>node|replica|instance|host|pod|server|srv|web|app|api|worker|task|shard|member|master|vm|az|zone|dc)s?[-_/]?(?:\d{1,3}|[a-z])(?![a-z0-9])"
    r"|(?<![a-z])(?:blue|green|canary|stable|primary|secondary|standby|leader|follower)(?![a-z])"
    r"|-[a-z0-9]{8,10}-[a-z0-9]{5}(?![a-z0-9])"
    r"|(?<![0-9.])\d{1,3}(?:\.\d{1,3}){3}(?![0-9.])"
)
"""A numbered or lettered instance, a slot, the end of a pod's name, an IPv4 address."""


def choose(choice: Choice) -> Iterator[str]:
    """Notice two places that differ in the name of the replica only."""
    signer, verifier = place_of(choice.signer_sighting), place_of(choice.chosen_sighting)
    if signer != verifier and _of_any(signer) == _of_any(verifier):
        yield "another replica of the same service holds the key that verifies"


def _of_any(place: str) -> str:
    """Return the place with what tells one replica from another taken out."""
    return _REPLICA.sub(lambda found: f"{found['word'] or ''}#", place)
