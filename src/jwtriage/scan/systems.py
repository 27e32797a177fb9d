"""Which of the sightings under one name belong to one system: a tree may hold many services that never share a key."""

from collections.abc import Hashable, Sequence
from itertools import takewhile

from jwtriage.model.case import Sighting
from jwtriage.scan.material import identity_of

MOST_STRANGERS = 5
"""So many units that share no value may still be meant to hold one; more of them are systems of their own."""


def systems_of(sightings: Sequence[Sighting]) -> list[list[Sighting]]:
    """Return the sightings by system.

    A unit is a folder (or file) right below the folder that all have in common. Units that share a value are one system. The others belong to
    it too where they are few, or where the sharing ones are the majority: one that differs from all is then what we look for.
    """
    units: dict[str, list[Sighting]] = {}
    for sighting, unit in zip(sightings, units_of([each.origin.place for each in sightings]), strict=True):
        units.setdefault(unit, []).append(sighting)
    systems = _joined(units)
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


def _joined(units: dict[str, list[Sighting]]) -> list[list[str]]:
    """Join the units that share a value."""
    system_of: dict[str, list[str]] = {}
    first_with: dict[Hashable, str] = {}
    for unit, sightings in units.items():
        system = system_of[unit] = [unit]
        for value in {identity_of(sighting) for sighting in sightings}:
            other = system_of[first_with.setdefault(value, unit)]
            if other is not system:
                other += system
                system_of.update(dict.fromkeys(system, other))
                system = other
    return list({id(system): system for system in system_of.values()}.values())
