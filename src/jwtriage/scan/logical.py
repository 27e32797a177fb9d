"""Logical keys: sightings that are meant to be copies of one key."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from jwtriage.diagnosis.configured import is_document
from jwtriage.model.case import Origin, Sighting
from jwtriage.model.edge import Edge
from jwtriage.model.environments import environments_in
from jwtriage.model.key_name import KeyName, key_name
from jwtriage.scan.example_places import is_example
from jwtriage.scan.material import keys_of
from jwtriage.scan.places_of_tests import is_test_place

_KEY_ENDINGS = ("pem", "key", "pub", "der")

_NO_ENVIRONMENT = frozenset(("ci",))
"""Pipelines set the keys of every environment."""

Users = Mapping[str, list[Edge]]
"""The edges by their address."""


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


def unmapped(origin: Origin) -> str | None:
    """Say for every place that no configuration names its key."""
    return None


def logical_keys(
    sightings: Iterable[Sighting], edges: Iterable[Edge] = (), base: str = "", mapped: Callable[[Origin], str | None] = unmapped
) -> tuple[LogicalKey, ...]:
    """Group sightings by what their names say and by environment, in the order in which they were seen.

    A name under which its users know a value says more than its own. Examples, templates and empty values are no
    copies of anything. ``base`` is the folder above all that was scanned: its own path names no environment.
    ``mapped`` gives the name of the key where the configuration says it; then nothing else counts.
    """
    users = by_address(edges)
    groups: dict[tuple[KeyName, str], list[Sighting]] = {}
    written: dict[tuple[str, str, KeyName], str] = {}
    for sighting in sightings:
        name = name_with_users(sighting, users)
        keyset = mapped(sighting.origin)
        if keyset is not None:
            groups.setdefault((KeyName(name.role if name else "secret", True, frozenset((keyset,))), ""), []).append(sighting)
        elif name is not None and sighting.text and not is_apart(sighting, base):
            name = _told_apart(name, sighting, written)
            groups.setdefault((name, environment_of(sighting, base)), []).append(sighting)
    return tuple(
        LogicalKey(name, environment, tuple(group), tuple(edge for each in group for edge in users_of(each, users)))
        for (name, environment), group in groups.items()
    )


def _told_apart(name: KeyName, sighting: Sighting, written: dict[tuple[str, str, KeyName], str]) -> KeyName:
    """Tell the second name of one meaning in one program apart: whoever sets ``JWT_SECRET`` beside ``TOKEN_SECRET`` means two keys."""
    above, _, own = (sighting.origin.name or "").replace("/", ".").rpartition(".")
    first = written.setdefault((sighting.origin.place, above, name), own)
    return name if own == first else name._replace(qualifiers=name.qualifiers | {own.lower()})


def is_apart(sighting: Sighting, base: str) -> bool:
    """Tell whether a sighting stands where no key is in use: an example, a test, documentation."""
    return is_example(sighting.origin.place) or is_test_place(sighting.origin.place.removeprefix(base).lstrip("/"))


def by_address(edges: Iterable[Edge]) -> Users:
    """Return the edges by where they lead."""
    found: dict[str, list[Edge]] = {}
    for edge in edges:
        found.setdefault(edge.address, []).append(edge)
    return found


def users_of(sighting: Sighting, users: Users) -> Iterator[Edge]:
    """Yield the edges that lead to a sighting, by its own address or to all values of its object."""
    for address in addresses_of(sighting):
        yield from users.get(address, ())


def addresses_of(sighting: Sighting) -> tuple[str, ...]:
    """Return the addresses under which other files refer to a sighting."""
    kind, name = sighting.labels.get("object-kind"), sighting.labels.get("object")
    if kind and name:
        key = (sighting.origin.name or "").rpartition("/")[2]
        return f"{kind.lower()}/{name}/{key}", f"{kind.lower()}/{name}/*"
    if sighting.kind == "file":
        parts = sighting.origin.place.split("/")
        return tuple(f"file/{'/'.join(parts[-length:])}" for length in range(1, min(len(parts), 6) + 1))
    return ()


def name_with_users(sighting: Sighting, users: Users) -> KeyName | None:
    """Return the only thing that the names of its users say, or else what the name itself says."""
    theirs = {name for edge in users_of(sighting, users) if (name := key_name((edge.name,))) is not None and name.for_tokens}
    name = theirs.pop() if len(theirs) == 1 else name_of(sighting)
    return _with_role(name, sighting) if name is not None and name.for_tokens else name


def _with_role(name: KeyName, sighting: Sighting) -> KeyName:
    """Correct what the name says by what the text is: ``JWT_KEY`` may hold a secret or either half of a pair."""
    keys = keys_of(sighting) if is_document(sighting) else ()
    if not keys or len(keys) > 1 or name.role == "set" or keys[0].secret is not None:
        return name
    return name._replace(role="private" if keys[0].private else "public")


def name_of(sighting: Sighting) -> KeyName | None:
    """Return what the name of a sighting says: the name of the value, or of the file that is the key."""
    if sighting.origin.name:
        return key_name([part for part in sighting.origin.name.replace("/", ".").split(".") if part])
    stem, _, ending = sighting.origin.place.rpartition("/")[2].rpartition(".")
    return key_name((f"{stem}_{ending}" if ending in _KEY_ENDINGS else stem,))


def environment_of(sighting: Sighting, base: str = "") -> str:
    """Return the environments that a sighting's place below ``base``, its name and its namespace name, joined; mostly one or none."""
    origin = sighting.origin
    text = f"{origin.place.removeprefix(base)} {origin.name or ''} {sighting.labels.get('namespace', '')}"
    return "+".join(sorted(environments_in(text) - _NO_ENVIRONMENT))
