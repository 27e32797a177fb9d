"""Source code as the rules see it: calls with their options, named values, literals; the same in every language."""

import re
from collections.abc import Iterator, Mapping
from functools import cached_property
from typing import NamedTuple

from jwtriage.places.syntax import Node

_CALLS = {"python": "call", "go": "call_expression", "java": "method_invocation"}
_FUNCTIONS = frozenset(
    (
        "function_definition",
        "function_declaration",
        "function_expression",
        "arrow_function",
        "method_definition",
        "func_literal",
        "method_declaration",
        "constructor_declaration",
        "lambda",
        "generator_function_declaration",
    )
)
_STRINGS = frozenset(("string", "template_string", "interpolated_string", "interpreted_string_literal", "raw_string_literal", "string_literal"))
_HOLES = ("interpolation", "template_substitution")
_IMPORTS = re.compile(
    r"^\s*(?:import|from)\s+(?:jwt|jose|authlib|joserfc|flask_jwt_extended)\b|[\"'](?:jsonwebtoken|jose|@nestjs/jwt|passport-jwt|express-jwt|@fastify/jwt)[\"']"
    r"|[\"']github\.com/(?:golang-jwt|dgrijalva|lestrrat-go/jwx)|import (?:io\.jsonwebtoken|com\.auth0\.jwt|com\.nimbusds\.jo)",
    re.MULTILINE,
)
_SUBSCRIPT = re.compile(r"\[[\"']([A-Za-z0-9_]+)[\"']\]$")
_CONVERSIONS = (*_CALLS.values(), "call_expression", "type_conversion_expression", "object_creation_expression")
_CONVERTS = re.compile(r"^\[\]byte\(|\.getBytes\(|\.encode\(|^Buffer\.from\([\"'`]|^newString\(")
_ASSIGNMENTS = {
    "python": ("assignment", "named_expression"),
    "go": ("var_spec", "const_spec", "short_var_declaration", "assignment_statement"),
    "java": ("variable_declarator", "assignment_expression"),
}
_SCRIPT = ("variable_declarator", "assignment_expression", "pair", "object_assignment_pattern")
_SCRIPT_FIELDS = {"javascript": "field_definition", "typescript": "public_field_definition", "tsx": "public_field_definition"}


class Call(NamedTuple):
    """One call: the callee as written without blanks, its positional arguments, and options by name (keywords, members of object literals)."""

    name: str
    arguments: tuple[Node, ...]
    options: Mapping[str, Node]
    node: Node

    @property
    def method(self) -> str:
        """The last part of the callee's name."""
        return self.name.rpartition(".")[2]


class Named(NamedTuple):
    """A name that is given a value; ``node`` is the whole assignment."""

    name: str
    value: Node
    node: Node


class Source:
    """One file of source code with its syntax tree."""

    def __init__(self, place: str, language: str, text: str, root: Node) -> None:
        """Hold the text and its tree."""
        self.place, self.language, self.text, self.root = place, language, text, root

    @cached_property
    def calls(self) -> tuple[Call, ...]:
        """All calls, in the order of the text."""
        kind = _CALLS.get(self.language, "call_expression")
        nodes = [*self.root.find_all(kind=kind), *(self.root.find_all(kind="new_expression") if kind == "call_expression" and self.is_script else ())]
        return tuple(call for node in nodes if (call := _call(node)) is not None)

    @cached_property
    def named(self) -> tuple[Named, ...]:
        """All names that are given a value: variables, fields, members of object literals, keyword defaults."""
        kinds = (*_SCRIPT, _SCRIPT_FIELDS[self.language]) if self.is_script else _ASSIGNMENTS[self.language]
        return tuple(entry for kind in kinds for node in self.root.find_all(kind=kind) if (entry := _named(node)) is not None)

    @cached_property
    def uses_tokens(self) -> bool:
        """Tell whether the file imports a library for tokens."""
        return bool(_IMPORTS.search(self.text))

    def value_of(self, node: Node) -> Node:
        """Return what a name of this file was given, or the node itself where it is no such name."""
        given = [entry.value for entry in self.named if entry.name == node.text()] if node.kind() == "identifier" else []
        value = given[-1] if given else node
        return value.named_children()[0] if value.kind() == "expression_list" and value.named_children() else value

    @property
    def is_script(self) -> bool:
        """Tell whether the language is JavaScript or TypeScript."""
        return self.language in ("javascript", "typescript", "tsx")

    def beside(self, call: Call) -> list[Call]:
        """Return the calls of the same function, or of the file where the call stands in none."""
        scope = function_of(call.node)
        if scope is None:
            return list(self.calls)
        inside = scope.range()
        return [other for other in self.calls if inside.start.index <= other.node.range().start.index < inside.end.index]


def function_of(node: Node) -> Node | None:
    """Return the function in which a node stands."""
    return next((each for each in node.ancestors() if each.kind() in _FUNCTIONS), None)


def literal(node: Node | None) -> str | None:
    """Return the text of a string literal without holes, also one turned into octets (``[]byte("x")``, ``"x".getBytes()``); else ``None``."""
    if node is None:
        return None
    if node.kind() in _STRINGS:
        whole = not any(child.kind() in _HOLES for child in node.named_children())
        return node.text().lstrip("rbuRBU").strip("\"'`") if whole else None
    inner = _converted(node)
    return literal(inner) if inner is not None else None


def _converted(node: Node) -> Node | None:
    """Return what a conversion to octets is made of."""
    children = node.named_children()
    if node.kind() in ("expression_list", "parenthesized_expression", "as_expression") and children:
        return children[0]
    converts = node.kind() in _CONVERSIONS and bool(_CONVERTS.search("".join(node.text().split())))
    return next((each for each in _below(node) if each.kind() in _STRINGS), None) if converts else None


def _below(node: Node) -> Iterator[Node]:
    for child in node.named_children():
        yield child
        yield from _below(child)


def strings_in(node: Node | None) -> list[str]:
    """Return all string literals below a node."""
    if node is None:
        return []
    own = literal(node)
    return [own] if own is not None else [text for child in node.named_children() for text in strings_in(child)]


def members(node: Node | None) -> Iterator[tuple[str, Node]]:
    """Yield the members of a dictionary or object literal."""
    for pair in node.named_children() if node is not None and node.kind() in ("dictionary", "object") else ():
        key, value = pair.field("key"), pair.field("value")
        if pair.kind() == "pair" and key is not None and value is not None:
            yield key.text().strip("\"'"), value


def _call(node: Node) -> Call | None:
    arguments = node.field("arguments")
    if arguments is None or arguments.kind() not in ("argument_list", "arguments"):
        return None
    positional, options = [], {}
    for child in arguments.named_children():
        if child.kind() == "keyword_argument":
            name, value = child.field("name"), child.field("value")
            options.update({name.text(): value} if name is not None and value is not None else {})
        elif child.kind() != "comment":
            positional.append(child)
            options.update(members(child) if child.kind() == "object" else ())
    return Call(_callee(node), tuple(positional), options, node)


def _callee(node: Node) -> str:
    function = node.field("function") or node.field("constructor")
    if function is not None:
        return "".join(function.text().split())
    target, name = node.field("object"), node.field("name")
    return "".join(f"{target.text() if target is not None else ''}.{name.text() if name is not None else ''}".split()).lstrip(".")


def _named(node: Node) -> Named | None:
    fields = (("left", "right"), ("name", "value"), ("key", "value"), ("property", "value"))
    for one, other in fields:
        name, value = node.field(one), node.field(other)
        if name is not None and value is not None:
            subscript = _SUBSCRIPT.search(name.text())
            return Named(subscript[1] if subscript else name.text().strip("\"'").rpartition(".")[2], value, node)
    return None
