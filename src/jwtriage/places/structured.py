"""Structured files: which format it is, and the values under its names."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from jwtriage.places import compose_file, ecs, flat_text, json_text, kubernetes, toml_text, yaml_text
from jwtriage.places.found import Elsewhere, Found
from jwtriage.places.reference import Reference
from jwtriage.places.tree import Tree, at, field, leaves, text_at


class Names(NamedTuple):
    """The values of a file by name.

    ``separator`` stands between the parts of a name. ``documents`` hold what is no single value. ``every_value`` is true where
    each value is a variable of a program, so that none of them is noise.
    """

    entries: list[Found | Elsewhere]
    separator: str = "."
    documents: tuple[Tree, ...] = ()
    every_value: bool = False

    def container(self, parts: tuple[str, ...]) -> Found | None:
        """Return the mapping or list at a path (an embedded JWK or JWKS) as JSON."""
        for document in reversed(self.documents):
            node = at(document, parts)
            if node is None and len(parts) == 1:
                node = _by_kid(document, parts[0])
            if node is not None:
                return field(parts, node)
        return None

    def dotted(self, parts: tuple[str, ...]) -> Found | Elsewhere | None:
        """Return the only value whose path reads the same once its dots are not told apart (``jwt.secret:`` as one name of a YAML file)."""
        name = ".".join(parts)
        alike = [entry for entry in self.entries if ".".join(entry.parts) == name] if self.separator == "." else []
        return alike[0] if len(alike) == 1 else None


def _by_kid(document: Tree, kid: str) -> Tree | None:
    """Return the key of a JWKS that has this kid."""
    keys = document.get("keys") if isinstance(document, dict) else None
    return next((key for key in keys if text_at(key, "kid") == kid), None) if isinstance(keys, list) else None


def names(octets: bytes, form: str, reference: Reference, folder: Path) -> Names:
    """Return the values of a structured file in ``folder``; how they are named depends on what the file describes."""
    documents = FORMS[form](octets, reference)
    if kubernetes.is_manifest(documents):
        return Names(kubernetes.values(documents), "/", every_value=True)
    if documents and compose_file.is_compose(documents[0]):
        return Names(compose_file.values(documents[0], folder), "/", every_value=True)
    if documents and ecs.is_task_definition(documents[0]):
        return Names(ecs.values(documents[0]), "/", every_value=True)
    separator = "" if form == "properties" else "."
    entries: list[Found | Elsewhere] = [field(parts, node, separator) for document in documents for parts, node in leaves(document) if parts]
    return Names(entries, separator, tuple(documents))


def _yaml(octets: bytes, reference: Reference) -> list[Tree]:
    """Read YAML in the version that the REF asks for."""
    return yaml_text.documents(octets, reference.place, reference.option("yaml", "1.1"))


def _json(octets: bytes, reference: Reference) -> list[Tree]:
    """Read JSON."""
    return [json_text.document(octets, reference.place)]


def _toml(octets: bytes, reference: Reference) -> list[Tree]:
    """Read TOML."""
    return [toml_text.document(octets, reference.place)]


def _properties(octets: bytes, reference: Reference) -> list[Tree]:
    """Read properties."""
    return [flat_text.properties(octets, reference.place)]


def _ini(octets: bytes, reference: Reference) -> list[Tree]:
    """Read INI."""
    return [flat_text.ini(octets, reference.place)]


FORMS: Mapping[str, Callable[[bytes, Reference], list[Tree]]] = {
    "yaml": _yaml,
    "json": _json,
    "toml": _toml,
    "properties": _properties,
    "ini": _ini,
}
