"""From a named text of a file to what the scan makes of it: a key, a user of a key elsewhere, a setting, or nothing."""

import re
from collections.abc import Iterable, Iterator
from typing import TypeAlias

from jwtriage.model.case import Origin, Sighting, Unread
from jwtriage.model.edge import Edge, Holder, Setting
from jwtriage.model.key_name import key_name, path_name, words_in
from jwtriage.places.formats.expression import reference_in
from jwtriage.places.found import Elsewhere, Found, sighting, written
from jwtriage.places.reference import Reference
from jwtriage.places.tree import Scalar

Entry: TypeAlias = Sighting | Edge | Setting | Holder | Unread

_KEY_TEXT = re.compile(rb"-----BEGIN |\"kty\"|LS0tLS1CRUdJTi|ssh-(?:rsa|ed25519) ")
_SETTINGS = frozenset(("alg", "algorithm", "algorithms", "issuer", "iss", "audience", "aud"))
_ADDRESSES = frozenset(("uri", "url"))
_TOKEN_CONTEXT = frozenset(("jwt", "jws", "jwk", "jwks", "token", "tokens", "oidc", "signing", "auth"))
LONGEST_SETTING = 200


def entries(found: Found, place: str) -> Iterator[Entry]:
    """Yield what a named text is, or nothing when it has nothing to do with keys."""
    origin = Origin(place, found.name or None, found.line)
    reference = reference_in(found.text)
    path = path_name(found.parts)
    if is_setting(found):
        yield Setting(found.parts[-1], found.text.decode("utf-8", "replace"), origin)
    elif path and reference is None and found.text:
        yield Edge(origin, found.parts[-1], f"file/{found.text.decode('utf-8', 'replace')}", "path")
    elif reference and (key_name(found.parts) or path):
        yield Edge(origin, found.parts[-1], reference.address, reference.kind)
    elif reference is None and is_key(found):
        yield sighting(found, plain_reference(place), None)


def all_entries(found: Iterable[Found | Elsewhere], place: str) -> Iterator[Entry]:
    """Yield what the named texts are. A name whose value is elsewhere is a user of a key there, if it names a key."""
    for each in found:
        if isinstance(each, Found):
            yield from entries(each, place)
        elif key_name(each.parts):
            yield Edge(Origin(place, each.name), each.parts[-1], f"variable/{each.parts[-1]}", "elsewhere")


def variable(parts: tuple[str, ...], value: Scalar, reader: str = "auto", separator: str = "/") -> Found:
    """Make the found value of a program's variable; its name is the last part."""
    return Found(parts, written(parts, separator), value.text, "variable", value.line, value.source, reader, value.readings)


def plain_reference(place: str) -> Reference:
    """Return the REF of a whole file."""
    return Reference(place, "file", place, {}, None)


def is_key(found: Found) -> bool:
    """Tell whether a named text is, or is meant to be, a key."""
    return bool(_KEY_TEXT.search(found.text)) or key_name(found.parts) is not None


def is_setting(found: Found) -> bool:
    """Tell whether a named text is a public setting beside a key: an algorithm, an issuer, an audience, the address of a key set."""
    words = words_in(found.parts[-1]) if found.parts else []
    if not words or not 0 < len(found.text) <= LONGEST_SETTING:
        return False
    context = {word for part in found.parts for word in words_in(part)}
    return bool(context & _TOKEN_CONTEXT) and (words[-1] in _SETTINGS or (words[-1] in _ADDRESSES and "jwks" in context))
