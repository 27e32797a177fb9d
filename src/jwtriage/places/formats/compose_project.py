"""Compose files: the variables of each service, as compose itself computes them, and the secrets that it mounts."""

from collections.abc import Iterator

from jwtriage.model.case import Origin
from jwtriage.model.edge import Edge
from jwtriage.model.key_name import key_name
from jwtriage.places import compose_file
from jwtriage.places.formats.entry import Entry, all_entries
from jwtriage.places.formats.source import Source
from jwtriage.places.formats.walking_tree import members_of
from jwtriage.places.tree import text_at


def matches(source: Source) -> bool:
    """Tell whether the file describes the services of a compose project."""
    return len(source.documents) == 1 and compose_file.is_compose(source.documents[0])


def read(source: Source) -> Iterator[Entry]:
    """Yield the variables of the services, and the files that are mounted as secrets."""
    (document,) = source.documents
    yield from all_entries(compose_file.values(document, source.path.parent), source.place)
    for name, secret in members_of(document, "secrets").items():
        origin = Origin(source.place, f"secrets/{name}")
        file, variable = text_at(secret, "file"), text_at(secret, "environment")
        if key_name((name,)) and (file or variable):
            yield Edge(origin, name, f"file/{file}" if file else f"variable/{variable}", "compose-secret")
