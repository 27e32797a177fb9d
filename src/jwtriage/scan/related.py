"""Secrets under different names that are copies of one another but for a known fault: nobody has such a pair by chance."""

from collections.abc import Iterator

from jwtriage.model.case import Sighting
from jwtriage.model.finding import Finding
from jwtriage.scan.disagreement import finding_of, variants_of
from jwtriage.scan.explanation import Explanations
from jwtriage.scan.inventory import Inventory
from jwtriage.scan.logical import LogicalKey

SHORTEST = 16
"""Octets of a secret that is compared across names."""

MOST = 300
"""So many distinct secrets are compared with one another."""

Pair = tuple[Sighting, Sighting]


def check(inventory: Inventory) -> Iterator[Finding]:
    """Yield a finding for each two secrets of one environment that differ by a known fault only, unless their names say that they are one key."""
    explanations = Explanations()
    for environment in dict.fromkeys(key.environment for key in inventory.keys):
        keys = [key for key in inventory.keys if key.environment == environment and key.name.role == "secret"]
        for one, other in _pairs(keys, explanations):
            if explanations.between(one, other) or explanations.between(other, one):
                yield finding_of("secret", variants_of((one, other)), inventory, explanations)


def _pairs(keys: list[LogicalKey], explanations: Explanations) -> Iterator[Pair]:
    """Yield the sightings of different values that one change on either side makes equal, each two values once."""
    distinct: dict[bytes, tuple[LogicalKey, Sighting]] = {}
    for key in keys:
        for sighting in key.sightings:
            if len(sighting.text.reveal()) >= SHORTEST:
                distinct.setdefault(sighting.text.reveal(), (key, sighting))
    reached: dict[bytes, bytes] = {}
    paired: set[frozenset[bytes]] = set()
    for text in list(distinct)[:MOST]:
        for changed in [text, *explanations.neighbours(text)]:
            other = reached.setdefault(changed, text)
            pair = frozenset((text, other))
            if other != text and pair not in paired and len(changed) >= SHORTEST and _are_apart(distinct[text], distinct[other]):
                paired.add(pair)
                yield distinct[other][1], distinct[text][1]


def _are_apart(one: tuple[LogicalKey, Sighting], other: tuple[LogicalKey, Sighting]) -> bool:
    """Tell whether no check of one logical key looks at both."""
    return one[0] is not other[0] or not one[0].name.for_tokens
