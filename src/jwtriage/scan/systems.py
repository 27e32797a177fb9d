"""Which of the sightings under one name belong to one system: a tree may hold many services that never share a key."""

from collections.abc import Hashable, Iterator, Sequence, Set
from itertools import takewhile

from jwtriage.diagnosis.configured import is_document
from jwtriage.model.case import Sighting
from jwtriage.scan.explanation import SHORTEST_MISTYPED, Explanations
from jwtriage.scan.material import identity_of

MOST_STRANGERS = 5
"""So many units that share no value may still be meant to hold one; more of them are systems of their own."""

MOST_THOROUGH = 60
"""With more units than this, damaged copies do not join them: that would take seconds."""

TELLING = 8
"""Octets at the start or end of a secret that no other has by chance."""


def systems_of(sightings: Sequence[Sighting], explanations: Explanations) -> list[list[Sighting]]:
    """Return the sightings by system.

    A unit is a folder (or file) right below the folder that all have in common. Units that share a value, or a damaged
    copy of it, are one system. The others belong to it too where they are few, or where the sharing ones are the majority: one that differs
    from all is then what we look for.
    """
    units: dict[str, list[Sighting]] = {}
    for sighting, unit in zip(sightings, units_of([each.origin.place for each in sightings]), strict=True):
        units.setdefault(unit, []).append(sighting)
    systems = _joined(units, explanations)
    largest = max(map(len, systems), default=0)
    if len(systems) <= MOST_STRANGERS or largest * 2 >= len(units):
        return [list(sightings)]
    return [[sighting for unit in system for sighting in units[unit]] for system in systems]


def units_of(places: Sequence[str]) -> list[str]:
    """Return for each path its part below what all paths have in common."""
    paths = [place.split("/") for place in places]
    folders = [path[:-1] for path in paths]
    shared = sum(1 for _ in takewhile(lambda names: len(set(names)) == 1, zip(*folders, strict=False)))
    return [path[shared] for path in paths]


def _joined(units: dict[str, list[Sighting]], explanations: Explanations) -> list[list[str]]:
    """Join the units that share a value."""
    system_of: dict[str, list[str]] = {}
    first_with: dict[Hashable, str] = {}
    texts = {sighting.text.reveal() for sightings in units.values() for sighting in sightings} if len(units) <= MOST_THOROUGH else set()
    for unit, sightings in units.items():
        system = system_of[unit] = [unit]
        for trait in {trait for sighting in sightings for trait in _traits(sighting, explanations, texts)}:
            other = system_of[first_with.setdefault(trait, unit)]
            if other is not system:
                other += system
                system_of.update(dict.fromkeys(system, other))
                system = other
    return list({id(system): system for system in system_of.values()}.values())


def _traits(sighting: Sighting, explanations: Explanations, texts: Set[bytes]) -> Iterator[Hashable]:
    """Yield what copies of one key have in common: the value, its start or end (a slip leaves one of them), and a value that one change makes of it.

    Only changes that lead to one of ``texts`` count: some lead from any secret to the same text.
    """
    yield identity_of(sighting)
    text = sighting.text.reveal()
    if len(text) >= SHORTEST_MISTYPED and not is_document(sighting):
        yield "start", text[:TELLING]
        yield "end", text[-TELLING:]
        yield "text", text
        yield from (("text", changed) for changed in (explanations.neighbours(text) if texts else ()) if changed in texts)
