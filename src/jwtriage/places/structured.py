"""Structured files: which format it is, and the values under its names."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from jwtriage.places import json_text, kubernetes, yaml_text
from jwtriage.places.found import Elsewhere, Found
from jwtriage.places.reference import Reference
from jwtriage.places.tree import Tree, at, field, leaves


class Names(NamedTuple):
    """The values of a file by name. ``separator`` stands between the parts of a name; ``documents`` hold what is no single value."""

    entries: list[Found | Elsewhere]
    separator: str = "."
    documents: tuple[Tree, ...] = ()
    every_value: bool = False

    def container(self, parts: tuple[str, ...]) -> Found | None:
        """Return the mapping or list at a path (an embedded JWK or JWKS) as JSON."""
        for document in reversed(self.documents):
            node = at(document, parts)
            if node is not None:
                return field(parts, node)
        return None


def names(octets: bytes, form: str, reference: Reference) -> Names:
    """Return the values of a structured file; how they are named depends on what the file describes."""
    documents = FORMS[form](octets, reference)
    if kubernetes.is_manifest(documents):
        return Names(kubernetes.values(documents), "/", every_value=True)
    return Names([field(parts, scalar) for document in documents for parts, scalar in leaves(document)], ".", tuple(documents))


def _yaml(octets: bytes, reference: Reference) -> list[Tree]:
    """Read YAML in the version that the REF asks for."""
    return yaml_text.documents(octets, reference.place, reference.option("yaml", "1.1"))


def _json(octets: bytes, reference: Reference) -> list[Tree]:
    """Read JSON."""
    return [json_text.document(octets, reference.place)]


FORMS: Mapping[str, Callable[[bytes, Reference], list[Tree]]] = {"yaml": _yaml, "json": _json}
