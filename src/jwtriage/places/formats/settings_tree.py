"""Structured files of settings in general: YAML, JSON, TOML, properties, INI."""

import re
from collections.abc import Iterator

from jwtriage.model.case import Origin
from jwtriage.model.edge import Edge
from jwtriage.model.key_name import key_name
from jwtriage.places.formats.entry import Entry, entries, plain_reference, variable
from jwtriage.places.formats.source import Source
from jwtriage.places.formats.walking_tree import mappings
from jwtriage.places.found import Found, sighting, written
from jwtriage.places.tree import Scalar, Tree, at, field, is_key_document, leaves, text_at

_PAIRS = (("name", "value"), ("Name", "Value"), ("key", "value"), ("Key", "Value"), ("ParameterKey", "ParameterValue"))
_STORES = (("name", "valueFrom"), ("Name", "ValueFrom"))

_REFERENCE = re.compile(r"(?:secret|configMap)KeyRef|secretRef|valueFrom|(?:existing)?SecretRef", re.IGNORECASE)
_OBJECT_NAME = re.compile(r"existing_?secret|secret_?name|secretRef|configMapName", re.IGNORECASE)


def matches(source: Source) -> bool:
    """Every structured file has settings."""
    return bool(source.documents)


def read(source: Source) -> Iterator[Entry]:
    """Yield the keys and users of keys among the values; a JWK or JWKS is one key text."""
    if len(source.documents) == 1 and is_key_document(source.documents[0]):
        yield sighting(Found((), "", source.octets, "file"), plain_reference(source.place), None)
        return
    for document in source.documents:
        yield from of_tree(document, source.place, "" if source.form == "properties" else ".")


def of_tree(document: Tree, place: str, separator: str = ".") -> Iterator[Entry]:
    """Yield the keys and users of keys of one document: by the paths of its values, and by names that stand beside values."""
    for parts, node in leaves(document):
        if parts and not _is_part_of_reference(parts, document):
            yield from _value(field(parts, node, separator), place)
    for path, node in mappings(document):
        yield from _pair(path, node, place)
        yield from _reference(path, node, place)


def _is_part_of_reference(parts: tuple[str, ...], document: Tree) -> bool:
    """Tell whether a value is the name of an object or of a member: below ``secretKeyRef``, or ``secretKey`` beside ``existingSecret``."""
    if any(_REFERENCE.fullmatch(part) for part in parts):
        return True
    siblings = at(document, parts[:-1]) if parts[-1].endswith(("Key", "key")) else None
    return isinstance(siblings, dict) and any(_OBJECT_NAME.search(name) and name != parts[-1] for name in siblings)


def _reference(path: tuple[str, ...], node: dict[str, Tree], place: str) -> Iterator[Entry]:
    """Yield the user that a ``secretKeyRef`` is, wherever settings or an object of any kind have one."""
    if path and _REFERENCE.fullmatch(path[-1]) and text_at(node, "name") and text_at(node, "key"):
        named = next((part for part in reversed(path[:-1]) if key_name((part,))), path[-1])
        member = node["key"]
        line = member.line if isinstance(member, Scalar) else None
        kind = "configmap" if path[-1].lower().startswith("configmap") else "secret"
        yield Edge(Origin(place, written(path, "."), line), named, f"{kind}/{text_at(node, 'name')}/{text_at(node, 'key')}", path[-1])


def _value(found: Found, place: str) -> Iterator[Entry]:
    tagged = found.source is not None and found.source[:1] == b"!" and not found.source.startswith((b"!!", b"!vault", b"!reference"))
    if not tagged:
        yield from entries(found, place)
    elif key_name(found.parts):
        tag = (found.source or b"").split(None, 1)[0].decode("utf-8", "replace").strip("!")
        yield Edge(Origin(place, found.name, found.line), found.parts[-1], f"{tag}/{found.text.decode('utf-8', 'replace')}", tag)


def _pair(path: tuple[str, ...], node: dict[str, Tree], place: str) -> Iterator[Entry]:
    """Yield the value of a mapping that has a name and a value as members."""
    for name, value in _PAIRS:
        scalar = node.get(value)
        if isinstance(scalar, Scalar) and isinstance(node.get(name), Scalar):
            yield from entries(variable((*path, text_at(node, name)), scalar, separator="."), place)
    for name, value in _STORES:
        scalar = node.get(value)
        if isinstance(scalar, Scalar) and key_name((text_at(node, name),)):
            origin = Origin(place, field((*path, value), scalar).name, scalar.line)
            yield Edge(origin, text_at(node, name), f"aws/{scalar.text.decode('utf-8', 'replace')}", value)
