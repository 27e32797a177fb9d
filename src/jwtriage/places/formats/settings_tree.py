"""Structured files of settings in general: YAML, JSON, TOML, properties, INI, and the formats that `places` reads as they are."""

from collections.abc import Iterator

from jwtriage.places import structured
from jwtriage.places.formats.entry import Entry, entries, plain_reference
from jwtriage.places.formats.source import Source
from jwtriage.places.found import Found, sighting
from jwtriage.places.tree import is_key_document


def matches(source: Source) -> bool:
    """Every structured file has settings."""
    return bool(source.documents)


def read(source: Source) -> Iterator[Entry]:
    """Yield the keys and users of keys among the values; a JWK or JWKS is one key text."""
    if len(source.documents) == 1 and is_key_document(source.documents[0]):
        yield sighting(Found((), "", source.octets, "file"), plain_reference(source.place), None)
        return
    names = structured.names(source.octets, source.form, plain_reference(source.place), source.path.parent)
    for found in names.entries:
        yield from entries(found, source.place)
