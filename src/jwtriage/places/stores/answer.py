"""From the answer of a store to sightings."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from jwtriage.model.case import Sighting, Unread
from jwtriage.places import json_text
from jwtriage.places.reference import Reference, UnusableReference
from jwtriage.places.stores.errors import StoreError
from jwtriage.places.surroundings import Surroundings
from jwtriage.places.tree import Tree

Look = Callable[[], list[Sighting | Unread]]


def asked(reference: Reference, surroundings: Surroundings, look: Look) -> list[Sighting | Unread]:
    """Return what ``look`` finds; what the store withholds is one `Unread`, and with ``--offline`` it is not asked at all."""
    if surroundings.offline:
        return [Unread(reference.place, "offline: excluded by --offline")]
    try:
        return look()
    except StoreError as error:
        return [Unread(reference.place, str(error))]


def document(octets: bytes, what: str) -> Tree:
    """Return the JSON of an answer; raise `StoreError` for anything else."""
    try:
        return json_text.document(octets, what)
    except UnusableReference:
        raise StoreError(f"{what} answers with something that is no JSON") from None


def labelled(found: list[Sighting | Unread], labels: Mapping[str, str]) -> list[Sighting | Unread]:
    """Return the sightings with what the store says about the value; what it says is truer than the options of the REF."""
    known = {name: value for name, value in labels.items() if value}
    return [replace(each, labels={**each.labels, **known}) if isinstance(each, Sighting) else each for each in found]


def stored(found: list[Sighting | Unread]) -> list[Sighting | Unread]:
    """Return the sightings of a whole text as that of a store: there is no file of that name."""
    return [replace(each, kind="stored") if isinstance(each, Sighting) and each.kind == "file" else each for each in found]
