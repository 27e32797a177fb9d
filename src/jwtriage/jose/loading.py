"""Keys from what an operator has: PEM, DER, JWK, JWK set, or the octets of a shared secret."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple, TypeAlias

from jwtriage.jose.errors import KeyLoadError, TokenError
from jwtriage.jose.json import loads
from jwtriage.jose.jwk import load_jwk
from jwtriage.jose.keys import Key
from jwtriage.jose.pem import load_der, load_pem
from jwtriage.jose.resemblance import resembles_key_document

KeyMaterial: TypeAlias = bytes | str | Mapping[str, Any] | Key
"""What stands alone: a document, a JWK or JWK set as a mapping, a secret, or a key that is already one."""

MAXIMUM_MATERIAL = 2**20
"""The longest key document that is looked at, in octets."""
MAXIMUM_KEYS = 200
"""How many keys a set may hold."""


class KeySet(NamedTuple):
    """The usable keys of a set in their order, and why each other member was skipped."""

    keys: tuple[Key, ...]
    skipped: tuple[KeyLoadError, ...]


def load_keys(material: KeyMaterial | Sequence[KeyMaterial]) -> list[Key]:
    """Read keys strictly; members of a JWK set that are unknown or broken are left out (RFC 7517, 5).

    Text and octets are read as PEM, DER, JWK or JWK set if they resemble one, else they are a shared secret exactly as they stand. What
    resembles a key document but is none, or a damaged one, is an error and never a secret. A list may hold everything that stands alone.

    Raises `KeyLoadError` (``key_invalid``).
    """
    return list(load_key_set(material).keys)


def load_key_set(material: KeyMaterial | Sequence[KeyMaterial]) -> KeySet:
    """Read keys as `load_keys` does, and say what was skipped in JWK sets."""
    keys: list[Key] = []
    skipped: list[KeyLoadError] = []
    for found in chain.from_iterable(_read(one) for one in _alone(material)):
        if isinstance(found, Key):
            keys.append(found)
        else:
            skipped.append(found)
    if len(keys) + len(skipped) > MAXIMUM_KEYS:
        raise KeyLoadError("key_invalid", "more than 200 keys")
    return KeySet(tuple(keys), tuple(skipped))


def _alone(material: KeyMaterial | Sequence[KeyMaterial]) -> Sequence[KeyMaterial]:
    if isinstance(material, Sequence) and not isinstance(material, (str, bytes)):
        return material
    return (material,)


def _read(material: KeyMaterial) -> Iterator[Key | KeyLoadError]:
    if isinstance(material, Key):
        yield material
    elif isinstance(material, (str, bytes)):
        yield from _from_octets(_octets(material))
    elif isinstance(material, Mapping):
        yield from _from_json(material)
    else:
        raise KeyLoadError("key_invalid", "neither text, octets, a JWK nor a list of them")


def _octets(text: str | bytes) -> bytes:
    try:
        octets = text.encode("utf-8") if isinstance(text, str) else text
    except UnicodeEncodeError:
        raise KeyLoadError("key_invalid", "text with a lone surrogate") from None
    if not 0 < len(octets) <= MAXIMUM_MATERIAL:
        raise KeyLoadError("key_invalid", "empty, or longer than 1 MiB")
    return octets


def _from_octets(octets: bytes) -> Iterator[Key | KeyLoadError]:
    if not resembles_key_document(octets):
        yield Key.from_secret(octets)
    elif octets.startswith(b"-----BEGIN "):
        yield load_pem(octets)
    elif octets.startswith(b"\x30"):
        yield load_der(octets)
    else:
        yield from _from_json(_json_object(octets))


def _json_object(octets: bytes) -> Mapping[str, Any]:
    try:
        value = loads(octets)
    except TokenError:
        value = None
    if not isinstance(value, dict):
        raise KeyLoadError("key_invalid", "it resembles a key document, but is neither PEM, DER, JWK nor JWK set")
    return value


def _from_json(jwk: Mapping[str, Any]) -> Iterator[Key | KeyLoadError]:
    if "keys" not in jwk:
        yield load_jwk(jwk)
        return
    members = jwk["keys"]
    if not isinstance(members, (list, tuple)) or len(members) > MAXIMUM_KEYS:
        raise KeyLoadError("key_invalid", "a JWK set whose keys are no array, or more than 200")
    for member in members:
        yield _member(member)


def _member(member: object) -> Key | KeyLoadError:
    if not isinstance(member, Mapping):
        return KeyLoadError("key_invalid", "a member of a JWK set that is no object")
    try:
        return load_jwk(member)
    except KeyLoadError as error:
        return error
