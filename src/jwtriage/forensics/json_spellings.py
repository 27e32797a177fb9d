r"""How the usual serialisers write one JSON object: spaces, line breaks, order of members, escapes, numbers.

The content is the same in every spelling (a number may change its type), the octets are not, and a signature covers the octets.
"""

import json
import re
from collections.abc import Callable, Iterator, Mapping
from itertools import permutations, product
from typing import Any
from unicodedata import normalize

Object = Mapping[str, Any]

SEPARATORS = ((",", ":"), (", ", ": "), (",", ": "), (" , ", " : "), (", ", ":"), (",\r\n ", ":"), (",\n ", ":"))
"""Compact, Python's default, and rarer ones; the last two are those of the examples in RFC 7515 and RFC 7519."""
INDENTS = (2, 4, "\t", 1, 3)
REGISTERED = ("iss", "sub", "aud", "exp", "nbf", "iat", "jti")
"""The order of RFC 7519 section 4.1."""
TIMES = ("iat", "nbf", "exp")
ADDED_LAST = (*TIMES, "aud", "iss", "sub", "jti")
"""The order in which jsonwebtoken for Node adds claims behind those of the caller."""
ESCAPED = {"Go": "<>&", "Gson": "<>&='"}
DOTNET = "<>&'+`"
FOREIGN = re.compile(r"[^\x00-\x7e]")


def plain(value: Object) -> Iterator[bytes]:
    """Write ``value`` compactly and in Python's default style, without escapes that are not needed."""
    for separators in SEPARATORS[:2]:
        yield _octets(_dump(value, separators=separators))


def usual(value: Object) -> Iterator[bytes]:
    """Write ``value`` as it is, in every usual style; the commonest come first."""
    for text in _unescaped(value):
        for escape in ESCAPES:
            yield _octets(escape(text))


def common(value: Object) -> Iterator[bytes]:
    """Write ``value`` compactly and in Python's default style, each with the commonest escapes."""
    for separators, escape in product(SEPARATORS[:2], ESCAPES[:4]):
        yield _octets(escape(_dump(value, separators=separators)))


def reordered(value: Object) -> Iterator[dict[str, Any]]:
    """Return ``value`` with its members in the other orders in which issuers and gateways write them."""
    names = list(value)
    registered = [name for name in REGISTERED if name in value]
    others = [name for name in names if name not in REGISTERED]
    times = [name for name in TIMES if name in value]
    rest = [name for name in names if name not in TIMES]
    last = [name for name in ADDED_LAST if name in value]
    for order in (sorted(names), registered + others, others + registered, rest + times, times + rest, others + last, names[::-1]):
        yield {name: value[name] for name in order}
    yield {name: _sorted(value[name]) for name in sorted(names)}


def arranged(value: Object) -> Iterator[bytes]:
    """Write ``value`` compactly in the orders that a hand chooses: parties, then times, the caller's own claims before, between or behind."""
    parties = [name for name in ("iss", "sub", "aud") if name in value]
    others = [name for name in value if name not in parties and name not in TIMES]
    for who, when in product(permutations(parties), (TIMES, ("nbf", "iat", "exp"), TIMES[::-1])):
        times = tuple(name for name in when if name in value)
        for order in ((*who, *others, *times), (*who, *times, *others), (*others, *who, *times)):
            yield _octets(_dump({name: value[name] for name in order}, separators=SEPARATORS[0]))


def renumbered(value: Object) -> Iterator[dict[str, Any]]:
    """Return ``value`` with floats for whole numbers, and the reverse: all of them, the times alone, each alone."""
    yield {name: int(member) if isinstance(member, float) and member.is_integer() else member for name, member in value.items()}
    whole = [name for name, member in value.items() if type(member) is int and abs(member) < 1 << 53]
    for chosen in (whole, [name for name in whole if name in TIMES], *([name] for name in whole)):
        yield {name: float(member) if name in chosen else member for name, member in value.items()}


def reshaped(value: Object) -> Iterator[dict[str, Any]]:
    """Return ``value`` as libraries normalise it: an audience as a list or not (RFC 7519 section 4.1.3), without members that are null."""
    audience = value.get("aud")
    if isinstance(audience, str):
        yield {**value, "aud": [audience]}
    elif isinstance(audience, list) and len(audience) == 1:
        yield {**value, "aud": audience[0]}
    yield {name: member for name, member in value.items() if member is not None}


def _unescaped(value: Object) -> Iterator[str]:
    for separators in SEPARATORS:
        yield _dump(value, separators=separators)
    for indent in INDENTS:
        pretty = _dump(value, indent=indent)
        yield from (pretty, pretty.replace("\n", "\r\n"))
    yield _dump(value, indent=2, separators=(",", " : "))
    yield _dump(value, separators=SEPARATORS[0]) + "\n"
    yield _dump(value, separators=SEPARATORS[1]).replace("{", "{ ", 1)[:-1] + " }"


def _dump(value: Object, **style: Any) -> str:
    return json.dumps(value, ensure_ascii=False, **style)


def _sorted(value: Any) -> Any:
    """Sort the members of inner objects, too."""
    if isinstance(value, dict):
        return {name: _sorted(value[name]) for name in sorted(value)}
    return [_sorted(member) for member in value] if isinstance(value, list) else value


def _octets(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _as_it_is(text: str) -> str:
    return text


def _ascii(text: str) -> str:
    """Escape what is not ASCII, as Python and PHP do."""
    return FOREIGN.sub(lambda match: json.dumps(match.group())[1:-1], text)


def _upper_ascii(text: str) -> str:
    """Escape what is not ASCII with capital hexadecimal digits."""
    return FOREIGN.sub(lambda match: json.dumps(match.group())[1:-1].upper().replace("U", "u"), text)


def _slashes(text: str) -> str:
    return text.replace("/", "\\/")


def _php(text: str) -> str:
    """Escape slashes and what is not ASCII, as PHP does by default."""
    return _slashes(_ascii(text))


def _dotnet(text: str) -> str:
    """Escape as System.Text.Json does by default."""
    return _escaped(_upper_ascii(text), DOTNET, upper=True)


def _escaped(text: str, characters: str, *, upper: bool = False) -> str:
    for character in characters:
        text = text.replace(character, f"\\u{ord(character):04X}" if upper else f"\\u{ord(character):04x}")
    return text


def _go(text: str) -> str:
    """Escape as Go's encoder does by default."""
    return _escaped(text, ESCAPED["Go"])


def _gson(text: str) -> str:
    """Escape as Gson does by default."""
    return _escaped(text, ESCAPED["Gson"])


def _composed(text: str) -> str:
    return text if text.isascii() else normalize("NFC", text)


def _decomposed(text: str) -> str:
    return text if text.isascii() else normalize("NFD", text)


ESCAPES: tuple[Callable[[str], str], ...] = (_as_it_is, _ascii, _php, _go, _slashes, _upper_ascii, _gson, _dotnet, _composed, _decomposed)
"""What serialisers escape inside strings, the commonest first."""
