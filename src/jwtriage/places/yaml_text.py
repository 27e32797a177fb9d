"""YAML: the text of each parsed value, its line, and what the other version of YAML would make of it.

YAML 1.1 reads unquoted ``012`` as 10, ``1_000`` as 1000, ``yes`` as true and ``3:25:45`` as 12345 (yaml.org/type); YAML 1.2
(core schema, section 10.3) reads most of those as they stand. Helm renders long whole numbers as floating point (helm/helm#1707).
"""

import base64
import binascii
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from jwtriage.places.reference import UnusableReference
from jwtriage.places.tree import Scalar, Tree
from jwtriage.places.yaml_scalar import helm_form, resolve

if TYPE_CHECKING:
    import yaml

MAX_DEPTH = 64
MAX_ALIASES = 1_000
MAX_EVENTS = 250_000
MAX_DOCUMENTS = 1_000
_TEMPLATE = re.compile(rb"^\s*\{\{|:\s*\{\{", re.MULTILINE)


def documents(octets: bytes, place: str, version: str = "1.1") -> list[Tree]:
    """Return the documents of a YAML text; raise `UnusableReference` for what is no YAML or exceeds the bounds."""
    import yaml

    try:
        text = octets.decode("utf-8-sig")
        _check_bounds(yaml.parse(text, Loader=yaml.CSafeLoader), place)
        nodes = [node for node in yaml.compose_all(text, Loader=yaml.CSafeLoader) if node is not None]
    except UnicodeDecodeError:
        raise UnusableReference(f"{place}: is not UTF-8 text") from None
    except yaml.YAMLError as error:
        raise UnusableReference(f"{place}: {_problem(error, octets)}") from None
    return [_Builder(text, version).build(node) for node in nodes]


def _check_bounds(events: "Iterable[yaml.Event]", place: str) -> None:
    """Walk over the events before anything is composed: deep nesting would exhaust the stack of the C composer."""
    depth = aliases = documents_seen = 0
    for count, event in enumerate(events):
        kind = type(event).__name__
        depth += (kind in ("MappingStartEvent", "SequenceStartEvent")) - (kind in ("MappingEndEvent", "SequenceEndEvent"))
        aliases += kind == "AliasEvent"
        documents_seen += kind == "DocumentStartEvent"
        if depth > MAX_DEPTH or aliases > MAX_ALIASES or count > MAX_EVENTS or documents_seen > MAX_DOCUMENTS:
            raise UnusableReference(f"{place}: YAML nested deeper than {MAX_DEPTH}, with more than {MAX_ALIASES} aliases, or too large")


def _problem(error: "yaml.YAMLError", octets: bytes) -> str:
    """Say where the YAML breaks, without the text there: it may be a secret."""
    mark = getattr(error, "problem_mark", None)
    where = f" at line {mark.line + 1}" if mark else ""
    hint = "; it contains templates ({{ … }}): render it first (helm template)" if _TEMPLATE.search(octets) else ""
    return f"is not valid YAML{where}{hint}"


class _Builder:
    """Turns composed nodes into a tree; nodes that aliases share are built once."""

    def __init__(self, text: str, version: str) -> None:
        """Build values of ``text`` as YAML ``version``."""
        self._text = text
        self._version = version
        self._built: dict[int, Tree] = {}

    def build(self, node: "yaml.Node") -> Tree:
        """Return the tree of a node."""
        known = self._built.get(id(node))
        if known is not None:
            return known
        if isinstance(node.value, str):
            return self._built.setdefault(id(node), self._scalar(node))
        # The value of a mapping is a list of pairs, that of a sequence a list of nodes; the tag may be anything.
        return self._mapping(node) if getattr(node, "id", "") == "mapping" else self._sequence(node)

    def _mapping(self, node: "yaml.Node") -> Tree:
        """Build a mapping; ``<<`` merges other mappings below its own members. It is known before its members: an alias may point back."""
        tree: dict[str, Tree] = {}
        self._built[id(node)] = tree
        merged: dict[str, Tree] = {}
        for key, value in node.value:
            if key.id == "scalar" and key.tag == "tag:yaml.org,2002:merge":
                merged.update(self._merge(self.build(value)))
            else:
                tree[str(key.value) if key.id == "scalar" else "?"] = self.build(value)
        for name, child in merged.items():
            tree.setdefault(name, child)
        return tree

    def _merge(self, source: Tree) -> dict[str, Tree]:
        """Return the members of the mapping, or of the list of mappings (the first wins), after ``<<``."""
        if isinstance(source, dict):
            return source
        members: dict[str, Tree] = {}
        for part in reversed(source) if isinstance(source, list) else ():
            members.update(part if isinstance(part, dict) else {})
        return members

    def _sequence(self, node: "yaml.Node") -> Tree:
        """Build a list."""
        tree: list[Tree] = []
        self._built[id(node)] = tree
        tree.extend(self.build(child) for child in node.value)
        return tree

    def _scalar(self, node: "yaml.Node") -> Scalar:
        """Build one value with the readings of other tools."""
        source = self._text[node.start_mark.index : node.end_mark.index].encode()
        line = node.start_mark.line + 1
        if getattr(node, "style", None) in ("'", '"', "|", ">") or not node.tag.startswith("tag:yaml.org,2002:") or source.startswith(b"!"):
            return _tagged(node, line, source)
        chosen = resolve(node.value, self._version)
        other_version = "1.2" if self._version == "1.1" else "1.1"
        others = [(f"yaml-{other_version}", resolve(node.value, other_version).text), ("helm", helm_form(chosen))]
        readings = tuple((reader, text.encode()) for reader, text in others if text is not None and text != chosen.text)
        return Scalar(chosen.text.encode(), chosen.kind, line, source, readings)


def _tagged(node: "yaml.Node", line: int, source: bytes) -> Scalar:
    """Build a quoted, block or tagged scalar: its text is what it says, except for ``!!binary``."""
    if node.tag == "tag:yaml.org,2002:binary":
        try:
            return Scalar(base64.b64decode(node.value.encode()), "binary", line, source)
        except (binascii.Error, ValueError):
            return Scalar(node.value.encode(), "string", line, source)
    return Scalar(node.value.encode(), "string", line, source)
