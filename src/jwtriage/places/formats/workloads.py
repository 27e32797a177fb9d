"""Kubernetes workloads: which variable or volume of which container takes which key of which Secret or ConfigMap."""

from collections.abc import Iterator

from jwtriage.model.case import Origin
from jwtriage.model.edge import Edge
from jwtriage.places.formats.entry import Entry, entries, variable
from jwtriage.places.formats.walking_tree import items_of, mappings, members_of
from jwtriage.places.found import written
from jwtriage.places.tree import Scalar, Tree, at, text_at

_BY_KEY = (("secretKeyRef", "secret"), ("configMapKeyRef", "configmap"))
_WHOLE = (("secretRef", "secret"), ("configMapRef", "configmap"))


def read(document: Tree, place: str) -> Iterator[Entry]:
    """Yield the users of keys in a workload, and the keys that stand in it openly."""
    name = text_at(document, "metadata", "name")
    for _, node in mappings(document):
        for entry in items_of(node, "env"):
            yield from _variable(entry, name, place)
        for entry in items_of(node, "envFrom"):
            yield from _all_variables(entry, name, place)
        for volume in items_of(node, "volumes"):
            yield from _volume(volume, name, place)


def _variable(entry: Tree, workload: str, place: str) -> Iterator[Entry]:
    name, value = text_at(entry, "name"), at(entry, ("value",))
    if isinstance(value, Scalar):
        yield from entries(variable((workload, name), value), place)
    for member, kind in _BY_KEY:
        reference = members_of(entry, "valueFrom", member)
        if reference:
            address = f"{kind}/{text_at(reference, 'name')}/{text_at(reference, 'key')}"
            yield Edge(_origin(place, workload, name, at(reference, ("key",))), name, address, member)


def _all_variables(entry: Tree, workload: str, place: str) -> Iterator[Entry]:
    for member, kind in _WHOLE:
        name = text_at(entry, member, "name")
        if name:
            prefix = text_at(entry, "prefix")
            yield Edge(_origin(place, workload, "envFrom", at(entry, (member, "name"))), f"{prefix}*", f"{kind}/{name}/*", "envFrom")


def _volume(volume: Tree, workload: str, place: str) -> Iterator[Entry]:
    name = text_at(volume, "name")
    sources = [members_of(volume, "secret"), *(members_of(source, "secret") for source in items_of(volume, "projected", "sources"))]
    for source in filter(None, sources):
        secret = text_at(source, "secretName") or text_at(source, "name")
        for key, file in _items(source) or [("*", "*")]:
            yield Edge(_origin(place, workload, name, at(source, ("secretName",))), file, f"secret/{secret}/{key}", "volume")


def _items(source: Tree) -> list[tuple[str, str]]:
    return [(text_at(item, "key"), text_at(item, "path")) for item in items_of(source, "items")]


def _origin(place: str, workload: str, name: str, where: Tree | None) -> Origin:
    return Origin(place, written((workload, name), "/"), where.line if isinstance(where, Scalar) else None)
