"""Kubernetes manifests: ``#object/key`` of Secrets and ConfigMaps, alone, in several documents, or in a List."""

import base64
import binascii
from collections.abc import Iterator, Mapping, Sequence

from jwtriage.places.found import Elsewhere, Found, written
from jwtriage.places.tree import Scalar, Tree, text_at

KINDS = ("Secret", "ConfigMap")


def is_manifest(documents: Sequence[Tree]) -> bool:
    """Tell whether any document is a Kubernetes object."""
    return any(isinstance(document, dict) and "kind" in document and "apiVersion" in document for document in documents)


def values(documents: Sequence[Tree]) -> list[Found | Elsewhere]:
    """Return every value of every Secret and ConfigMap; ``stringData`` comes after ``data`` because the server lets it win."""
    return [entry for document in documents for item in _objects(document) for entry in _object_values(item)]


def _objects(document: Tree) -> Iterator[Tree]:
    """Yield the objects of a document; a List holds several."""
    if isinstance(document, dict) and isinstance(items := document.get("items"), list):
        for item in items:
            yield from _objects(item)
    elif text_at(document, "kind") in KINDS:
        yield document


def _object_values(document: Tree) -> Iterator[Found | Elsewhere]:
    """Yield the values of one object."""
    secret = text_at(document, "kind") == "Secret"
    name = text_at(document, "metadata", "name")
    labels = {"object": name, "object-kind": text_at(document, "kind"), "namespace": text_at(document, "metadata", "namespace")}
    for member in ("data", "binaryData", "stringData"):
        children = document.get(member) if isinstance(document, dict) else None
        for key, value in children.items() if isinstance(children, dict) else ():
            if isinstance(value, Scalar):
                encoded = member == "binaryData" or (secret and member == "data")
                yield _encoded(labels, key, value) if encoded else _literal(labels, key, value)


def _named(name: str, key: str) -> str:
    """Write ``object/key`` as a REF does."""
    return written((name, key), "/")


def _encoded(labels: Mapping[str, str], key: str, value: Scalar) -> Found | Elsewhere:
    """Decode a value of ``data``; the server refuses what is not base64, so there is nothing to read then."""
    name = labels["object"]
    try:
        octets = base64.b64decode(value.text.translate(None, b"\r\n"), validate=True)
    except (binascii.Error, ValueError):
        return Elsewhere((name, key), _named(name, key), "data of this manifest is not base64: the API server refuses it")
    return Found((name, key), _named(name, key), octets, "kubernetes-data", value.line, value.text, labels=labels)


def _literal(labels: Mapping[str, str], key: str, value: Scalar) -> Found:
    """Take a value that is not encoded, as it stands."""
    name = labels["object"]
    return Found(
        (name, key),
        _named(name, key),
        value.text,
        "kubernetes-string-data",
        value.line,
        value.source,
        readings=value.readings,
        labels=labels,
    )
