"""Logical keys: sightings that are meant to be copies of one key."""

from collections.abc import Iterable
from dataclasses import dataclass

from jwtriage.model.case import Sighting
from jwtriage.model.edge import Edge
from jwtriage.model.environments import environments_in
from jwtriage.model.key_name import KeyName, key_name
from jwtriage.scan.example_places import is_example


@dataclass(frozen=True, slots=True)
class LogicalKey:
    """Sightings that are meant to be one key, in one environment (``""`` where the places name none), and the edges that lead to them."""

    name: KeyName
    environment: str
    sightings: tuple[Sighting, ...]
    users: tuple[Edge, ...] = ()

    def __str__(self) -> str:
        """Write the name with its environment."""
        return f"{self.name} in {self.environment}" if self.environment else str(self.name)


def logical_keys(sightings: Iterable[Sighting], edges: Iterable[Edge] = ()) -> tuple[LogicalKey, ...]:
    """Group sightings by what their names say and by environment, in the order in which they were seen.

    Examples and templates are no copies of anything. A sighting whose name says nothing is no part of a group.
    """
    groups: dict[tuple[KeyName, str], list[Sighting]] = {}
    for sighting in sightings:
        name = name_of(sighting)
        if name is not None and not is_example(sighting.origin.place):
            groups.setdefault((name, environment_of(sighting)), []).append(sighting)
    return tuple(LogicalKey(name, environment, tuple(group)) for (name, environment), group in groups.items())


def name_of(sighting: Sighting) -> KeyName | None:
    """Return what the name of a sighting says: the name of the value, or of the file that is the key."""
    if sighting.origin.name:
        return key_name([part for part in sighting.origin.name.replace("/", ".").split(".") if part])
    return key_name((sighting.origin.place.rpartition("/")[2].rpartition(".")[0],))


def environment_of(sighting: Sighting) -> str:
    """Return the environments that the place of a sighting names, joined; mostly one or none."""
    return "+".join(sorted(environments_in(f"{sighting.origin.place} {sighting.labels.get('namespace', '')}")))
