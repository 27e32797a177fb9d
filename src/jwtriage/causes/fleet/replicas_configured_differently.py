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
_NUMBERED = re.compile(r"(?<![a-z])(?P<word>(?!(?:v|k|key|kid|version|rev|revision)[-_])[a-z]{2,})[-_]\d{1,3}(?![a-z0-9])")
"""A number behind a name: among verifiers that are all in use it counts instances, elsewhere it may be the version of a key."""


def choose(choice: Choice) -> Iterator[str]:
    """Notice two places that differ in the name of the replica only."""
    signer, verifier = place_of(choice.signer_sighting), place_of(choice.chosen_sighting)
    are_in_use = choice.signer_sighting is not None and "held-by" in choice.signer_sighting.labels
    if signer != verifier and _of_any(signer, are_in_use=are_in_use) == _of_any(verifier, are_in_use=are_in_use):
        yield "another replica of the same service holds the key that verifies"


def _of_any(place: str, *, are_in_use: bool) -> str:
    """Return the place with what tells one replica from another taken out."""
    place = _REPLICA.sub(_without_number, place)
    return _NUMBERED.sub(_without_number, place) if are_in_use else place


def _without_number(found: re.Match[str]) -> str:
    return f"{found['word'] or ''}#"
