"""Terraform's state (version 4), and what ``terraform show -json`` prints: every value in clear, also the sensitive ones."""

from collections.abc import Iterator

from jwtriage.model.key_name import key_name
from jwtriage.places import json_text
from jwtriage.places.formats import task_definition
from jwtriage.places.formats.entry import Entry, entries
from jwtriage.places.formats.source import Source
from jwtriage.places.formats.walking_tree import items_of, mappings, members_of
from jwtriage.places.found import Found, written
from jwtriage.places.reference import UnusableReference
from jwtriage.places.tree import Scalar, Tree, at, leaves, text_at

_CARRIERS = frozenset(
    ("result", "value", "secret_string", "plaintext", "content", "secret_data", "b64_std", "base64", "hex", "private_key_pem_pkcs8")
)
"""Attributes that hold a value named by the resource."""
_REPEATED = frozenset(("plaintext_wo", "value_wo", "insecure_value", "bcrypt_hash"))


def matches(source: Source) -> bool:
    """Tell whether a JSON file is a state or a plan."""
    if len(source.documents) != 1 or source.form != "json":
        return False
    document = source.documents[0]
    return bool(text_at(document, "terraform_version")) or bool(text_at(document, "format_version") and members_of(document, "values"))


def read(source: Source) -> Iterator[Entry]:
    """Yield the keys in outputs and resources."""
    document = source.documents[0]
    outputs = members_of(document, "outputs") or members_of(document, "values", "outputs")
    for name, output in outputs.items():
        value = at(output, ("value",))
        if isinstance(value, Scalar):
            yield from _entry(("outputs", name), value, source.place)
    for _, node in mappings(document):
        for values in _values_of(node):
            yield from _resource((text_at(node, "type"), text_at(node, "name")), values, source.place)


def _values_of(node: Tree) -> list[Tree]:
    """Return the attributes of each instance of a resource: a state has ``instances``, a plan ``values``."""
    if not text_at(node, "type") or not text_at(node, "name"):
        return []
    instances = [members_of(instance, "attributes") for instance in items_of(node, "instances")]
    return [values for values in (*instances, members_of(node, "values")) if values]


def _resource(named: tuple[str, str], values: Tree, place: str) -> Iterator[Entry]:
    for path, node in leaves(values):
        if not isinstance(node, Scalar) or path[-1] in _REPEATED:
            continue
        if path == ("container_definitions",):
            yield from _containers(node, place)
        elif path[-1] in _CARRIERS:
            yield from _entry((*named, path[-1]), node, place, _names(named, values))
        else:
            yield from _entry((*named, *path), node, place)


def _names(named: tuple[str, str], values: Tree) -> tuple[str, ...]:
    """Return the name that says most about a carried value: the resource's, or that of the stored object."""
    stored = text_at(values, "name").rpartition("/")[2]
    return named if key_name((named[1],)) or not stored else (*named, stored)


def _containers(node: Scalar, place: str) -> Iterator[Entry]:
    """Yield the variables of container definitions, which are JSON within the state."""
    try:
        document = json_text.document(node.text, place)
    except UnusableReference:
        return
    for container in document if isinstance(document, list) else ():
        yield from task_definition.of_container(container, place)


def _entry(parts: tuple[str, ...], node: Scalar, place: str, names: tuple[str, ...] = ()) -> Iterator[Entry]:
    yield from entries(Found(names or parts, written(parts, "."), node.text, "field", node.line, node.source), place)
