"""Files within manifests: a ConfigMap or Secret often holds a whole ``application.yaml`` or ``.env`` as one value."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import NamedTuple

from jwtriage.model.case import Origin, Sighting
from jwtriage.model.edge import Edge, Holder, Setting
from jwtriage.places import kubernetes
from jwtriage.places.formats.entry import Entry
from jwtriage.places.formats.source import Source
from jwtriage.places.found import Found

_FILE = re.compile(r".+\.(?:ya?ml|json|toml|properties|ini|cfg|conf|env)|\.env.*", re.IGNORECASE)


class Embedded(NamedTuple):
    """A file within a value: the value's name and line, the file's own name, and its content."""

    name: str
    line: int | None
    file: str
    octets: bytes

    def __repr__(self) -> str:
        """Name the file only: its content may be a secret."""
        return f"Embedded({self.name!r})"


def files_in(source: Source) -> Iterator[Embedded]:
    """Yield the files that the values of a manifest are."""
    for found in kubernetes.values(source.documents) if kubernetes.is_manifest(source.documents) else ():
        if isinstance(found, Found) and _FILE.fullmatch(PurePosixPath(found.parts[-1]).name):
            yield Embedded(found.name, found.line, found.parts[-1], found.text)


def placed(entry: Entry, within: Embedded, place: str) -> Entry | None:
    """Return what an embedded file says with the origin that a reader of the manifest can find; ``None`` for what is of no use there."""
    if isinstance(entry, Sighting | Setting):
        return replace(entry, origin=Origin(place, f"{within.name}/{entry.origin.name}" if entry.origin.name else within.name, within.line))
    if isinstance(entry, Edge):
        return replace(entry, user=Origin(place, f"{within.name}/{entry.user.name}", within.line))
    return None if isinstance(entry, Holder) else replace(entry, origin=f"{place}#{within.name}")
