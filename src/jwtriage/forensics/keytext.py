"""Key texts: exactly as the strictest common verifier reads them, and as nobody but a forensic analyser would."""

from collections.abc import Mapping
from typing import Any

from jwtriage.forensics import der, loose_base64, pem
from jwtriage.forensics.structure import public_from, structure_of
from jwtriage.jose import json
from jwtriage.jose.errors import JoseError
from jwtriage.jose.keys import Key
from jwtriage.jose.loading import load_keys

LIMIT = 1 << 20
"""Longer texts hold no key for us."""

KEYS_LIMIT = 200
"""At most this many keys of a set are read."""


def strict_keys(text: bytes, form: str = "auto") -> list[Key]:
    """Return the keys of ``text`` exactly as the strictest common verifier reads it, in the text's order; ``[]`` if it would not.

    A PEM is one block ``PUBLIC KEY`` in the layout of RFC 7468 (figure 3) holding a SubjectPublicKeyInfo; LF or CRLF, the final one may be absent.
    A JWK or JWKS is strict JSON with members in the canonical form of RFC 7518; a private key is none for a verifier. In a set,
    members that cannot be used are passed over (RFC 7517, section 5). Text that resembles neither is no document: its bytes may be a raw secret.

    ``form`` is the REF's ``as=``: ``auto`` takes either kind, ``pem`` and ``jwks`` only theirs, ``raw`` none. Never raises.
    """
    if len(text) > LIMIT:
        return []
    if form in ("auto", "pem") and text.startswith(b"-----BEGIN "):
        return _strict_pem(text)
    if form in ("auto", "jwks") and text.lstrip().startswith(b"{"):
        return [key for members in _strict_members(text)[:KEYS_LIMIT] for key in _strict_jwk(members)]
    return []


def _strict_pem(text: bytes) -> list[Key]:
    if not pem.is_strict(text):
        return []
    octets = loose_base64.decode(text.split(b"\n", 1)[1].rpartition(b"-----END ")[0])
    whole = structure_of(octets) == "spki" and der.declared_octets(octets) == len(octets)
    public = public_from(octets) if whole and pem.armour("PUBLIC KEY", octets) == _normal(text) else None
    try:
        return [Key.from_public(public)] if public is not None else []
    except JoseError:
        return []


def _normal(text: bytes) -> bytes:
    """Return a strict PEM with LF and a final LF, to be compared with what `pem.armour` writes: padding and spare bits are then canonical too."""
    return text.replace(b"\r\n", b"\n").removesuffix(b"\n") + b"\n"


def _strict_members(text: bytes) -> list[Any]:
    """Return the JWKs of a JWK or JWKS, as parsed by the strict JSON reader."""
    try:
        document = json.loads(text)
    except JoseError:
        return []
    if not isinstance(document, dict):
        return []
    keys = document.get("keys", [document])
    return keys if isinstance(keys, list) else []


def _strict_jwk(members: Any) -> list[Key]:
    """Return the key of one JWK if its members are canonical and it is no private key."""
    if not isinstance(members, Mapping):
        return []
    try:
        keys = load_keys(members)
    except JoseError:
        return []
    return [key for key in keys if not key.private and all(members.get(name) == value for name, value in key.members.items())]
