"""JSON files: every value with its line."""

import json
import re
from collections.abc import Iterator

from jwtriage.places.reference import UnusableReference
from jwtriage.places.tree import Scalar, Tree

MAX_DEPTH = 64
MAX_TOKENS = 1_000_000
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\]:,]|[^\s{}\[\]:,"]++')
_LITERALS = {"true": "boolean", "false": "boolean", "null": "null"}


def document(octets: bytes, place: str) -> Tree:
    """Return the tree of a JSON text; raise `UnusableReference` for what is no JSON or nested too deep."""
    try:
        text = octets.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UnusableReference(f"{place}: is not UTF-8 text") from None
    _check_bounds(text, place)
    try:
        json.loads(text)
    except json.JSONDecodeError as error:
        raise UnusableReference(f"{place}: is not valid JSON at line {error.lineno}") from None
    except ValueError:
        raise UnusableReference(f"{place}: holds a number of more digits than any reader takes") from None
    return _build(_Tokens(text))


def _check_bounds(text: str, place: str) -> None:
    """Refuse deep nesting, and more than anyone configures, before anything recursive looks at the text."""
    depth = 0
    for count, token in enumerate(_TOKEN.finditer(text)):
        depth += (token[0] in ("{", "[")) - (token[0] in ("}", "]"))
        if depth > MAX_DEPTH or count > MAX_TOKENS:
            raise UnusableReference(f"{place}: JSON nested deeper than {MAX_DEPTH}, or too large")


class _Tokens:
    """The tokens of a text that is known to be sound, with their line."""

    def __init__(self, text: str) -> None:
        """Read ``text`` from its start."""
        self._found = _TOKEN.finditer(text)
        self._text = text
        self._offset = 0
        self.line = 1

    def __iter__(self) -> Iterator[str]:
        """Return the tokens themselves."""
        return self

    def __next__(self) -> str:
        """Return the next token and move on."""
        token = next(self._found)
        self.line += self._text.count("\n", self._offset, token.start())
        self._offset = token.start()
        return token[0]


def _build(tokens: _Tokens) -> Tree:
    """Build the next value; the nesting is bounded, so this recursion is."""
    token = next(tokens)
    return _value(token, tokens)


def _value(token: str, tokens: _Tokens) -> Tree:
    """Build the value that begins with ``token``."""
    if token == "{":
        return _object(tokens)
    if token == "[":
        return _array(tokens)
    return _scalar(token, tokens.line)


def _object(tokens: _Tokens) -> Tree:
    """Build an object; of members with one name the last wins, as in most readers."""
    tree: dict[str, Tree] = {}
    for token in tokens:
        if token == "}":
            break
        if token != ",":
            next(tokens)
            tree[json.loads(token)] = _build(tokens)
    return tree


def _array(tokens: _Tokens) -> Tree:
    """Build an array."""
    tree: list[Tree] = []
    for token in tokens:
        if token == "]":
            break
        if token != ",":
            tree.append(_value(token, tokens))
    return tree


def _scalar(token: str, line: int) -> Scalar:
    """Build a string, number, boolean or null."""
    source = token.encode("utf-8", "surrogatepass")
    if token.startswith('"'):
        return Scalar(json.loads(token).encode("utf-8", "surrogatepass"), "string", line, source)
    kind = _LITERALS.get(token, "number")
    return Scalar(b"" if kind == "null" else source, kind, line, source)
