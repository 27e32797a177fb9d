"""The values of a structured file as one shape, whatever the format: mappings, lists and scalars with their line."""

import json
from collections.abc import Iterator, Mapping
from typing import NamedTuple, TypeAlias

from jwtriage.places.found import Found, written
from jwtriage.places.reference import UnusableReference

MAX_VALUES = 100_000
MAX_DEPTH = 128
"""Twice what a file may nest: aliases of YAML nest once more, or point back at themselves."""


class Scalar(NamedTuple):
    """One value. ``text`` is the text of the parsed value, ``source`` what stands in the file, ``kind`` the type it was parsed as.

    ``kind`` is ``string``, ``number``, ``boolean``, ``null`` or ``binary``. ``readings`` are differing results of other readers.
    """

    text: bytes
    kind: str = "string"
    line: int | None = None
    source: bytes | None = None
    readings: tuple[tuple[str, bytes], ...] = ()

    def __repr__(self) -> str:
        """Name the type only: the text may be a secret."""
        return f"Scalar({self.kind}, line {self.line})"


Tree: TypeAlias = Scalar | dict[str, "Tree"] | list["Tree"]


def is_key_document(node: Tree) -> bool:
    """Tell whether a mapping is a JWK or a JWKS (RFC 7517): one key text, not a bag of values."""
    if not isinstance(node, dict):
        return False
    keys = node.get("keys")
    return isinstance(node.get("kty"), Scalar) or (isinstance(keys, list) and any(isinstance(key, dict) and "kty" in key for key in keys))


def leaves(tree: Tree) -> Iterator[tuple[tuple[str, ...], Tree]]:
    """Yield every scalar and every embedded key document with its path; a list index is a part in decimal.

    Shared branches (aliases) count each time, up to a bound.
    """
    pending: list[tuple[tuple[str, ...], Tree]] = [((), tree)]
    values = 0
    while pending and values <= MAX_VALUES:
        path, node = pending.pop()
        if isinstance(node, Scalar) or is_key_document(node):
            yield path, node
        elif len(path) < MAX_DEPTH:
            inner = [((*path, name), child) for name, child in children(node)]
            values += len(inner)
            pending += reversed(inner)


def is_bounded(tree: Tree) -> bool:
    """Tell whether a tree can be written out: shared branches count each time, and one that holds itself has no end."""
    pending, values = [(tree, 0)], 0
    while pending:
        node, depth = pending.pop()
        inner = [(child, depth + 1) for _, child in children(node)]
        values += len(inner)
        if values > MAX_VALUES or depth > MAX_DEPTH:
            return False
        pending += inner
    return True


def children(node: Tree) -> Iterator[tuple[str, Tree]]:
    """Yield the members of a mapping or list with their names."""
    if isinstance(node, dict):
        yield from node.items()
    elif isinstance(node, list):
        yield from ((str(index), child) for index, child in enumerate(node))


def at(tree: Tree, parts: tuple[str, ...]) -> Tree | None:
    """Return what stands at a path, or ``None``."""
    for part in parts:
        if isinstance(tree, dict) and part in tree:
            tree = tree[part]
        elif isinstance(tree, list) and part.isdecimal() and len(part) < 7 and int(part) < len(tree):
            tree = tree[int(part)]
        else:
            return None
    return tree


def text_at(tree: Tree, *parts: str) -> str:
    """Return the scalar at a path as text, or the empty text."""
    node = at(tree, parts)
    return node.text.decode("utf-8", "replace") if isinstance(node, Scalar) else ""


def field(parts: tuple[str, ...], node: Tree, separator: str = ".") -> Found:
    """Make a found value of a scalar, or of a mapping (an embedded JWK or JWKS) as JSON.

    Raises `UnusableReference` for a mapping whose aliases make it too large to be written out.
    """
    name = written(parts, separator)
    if isinstance(node, Scalar):
        return Found(parts, name, node.text, "field", node.line, node.source, readings=node.readings)
    if not is_bounded(node):
        raise UnusableReference(f"{name}: holds more than {MAX_VALUES:,} values, or nests deeper than {MAX_DEPTH}")
    return Found(parts, name, json.dumps(plain(node), ensure_ascii=False).encode("utf-8", "surrogateescape"), "field")


def plain(node: Tree) -> object:
    """Return a tree as JSON values."""
    if isinstance(node, Scalar):
        return node.text.decode("utf-8", "surrogateescape") if node.kind not in _JSON_KINDS else json.loads(node.text or b"null")
    if isinstance(node, dict):
        return {name: plain(child) for name, child in node.items()}
    return [plain(child) for child in node]


_JSON_KINDS: Mapping[str, None] = dict.fromkeys(("number", "boolean", "null"))
