"""Kustomize: what ``secretGenerator`` and ``configMapGenerator`` make Secrets and ConfigMaps of."""

from collections.abc import Iterator

from jwtriage.model.case import Origin
from jwtriage.model.edge import Edge, Holder
from jwtriage.places.formats.entry import Entry, entries, variable
from jwtriage.places.formats.source import Source
from jwtriage.places.formats.walking_tree import items_of
from jwtriage.places.tree import Scalar, Tree, at, text_at

_GENERATORS = (("secretGenerator", "secret"), ("configMapGenerator", "configmap"))


def matches(source: Source) -> bool:
    """Tell whether the file is a kustomization."""
    return len(source.documents) == 1 and any(items_of(source.documents[0], member) for member, _ in _GENERATORS)


def read(source: Source) -> Iterator[Entry]:
    """Yield the literals, and the files from which values come."""
    for member, kind in _GENERATORS:
        for generator in items_of(source.documents[0], member):
            yield from _generator(generator, kind, source.place)


def _generator(generator: Tree, kind: str, place: str) -> Iterator[Entry]:
    name = text_at(generator, "name")
    literals = [_split(item) for item in items_of(generator, "literals") if isinstance(item, Scalar)]
    files = [_split(item) for item in items_of(generator, "files") if isinstance(item, Scalar)]
    for key, value in literals:
        yield from entries(variable((name, key), value), place)
    for key, path in files:
        yield Edge(Origin(place, f"{name}/{key}", path.line), key, f"file/{path.text.decode('utf-8', 'replace')}", "generator")
    variables = [item for item in (*items_of(generator, "envs"), at(generator, ("env",))) if isinstance(item, Scalar)]
    for item in variables:
        yield Edge(Origin(place, name, item.line), "*", f"file/{item.text.decode('utf-8', 'replace')}", "generator")
    if not variables:
        yield Holder(f"{kind}/{name}", tuple(key for key, _ in (*literals, *files)), Origin(place, name or None))


def _split(item: Scalar) -> tuple[str, Scalar]:
    """Return the name and the value of ``NAME=value``; a file without a name has that of its last part."""
    name, equals, value = item.text.partition(b"=")
    if not equals:
        return item.text.decode("utf-8", "replace").rpartition("/")[2], item
    return name.decode("utf-8", "replace"), item._replace(text=value, source=None, readings=())
