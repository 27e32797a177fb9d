"""Key texts: exactly as the strictest common verifier reads them, and as nobody but a forensic analyser would."""

from collections.abc import Mapping
from typing import Any

from jwtriage.forensics import der, jwk_keys, loose_base64, openssh, pem, pem_keys
from jwtriage.forensics.key_document import DocumentKey, KeyDocument, refusal
from jwtriage.forensics.observation import Observation
from jwtriage.forensics.structure import public_from, structure_of
from jwtriage.forensics.unwrapping import unwrapped
from jwtriage.jose import json
from jwtriage.jose.errors import JoseError
from jwtriage.jose.keys import Key
from jwtriage.jose.loading import load_keys

LIMIT = 1 << 20
"""Longer texts hold no key for us."""

KEYS_LIMIT = 200
"""At most this many keys of a set are read."""


_IS_DER = Observation("key-is-der", "it is binary DER; strict readers want PEM or a JWK")
_BY_STRUCTURE = {"certificate": "certificate", "csr": "certificate", "pkcs12": "pkcs12"}

_MARKUP = (b"<!doctype html", b"<html", b"<?xml")


def read_document(text: bytes) -> list[DocumentKey]:
    """Find the keys in ``text``, in its order, whatever form and damage: PEM, DER, PKCS#1, PKCS#8, SEC1, X.509, CSR, OpenSSH, PKCS#12, JWK, JWKS.

    A text that is no key document gives ``[]``. Never raises. `read_key_document` tells also what was refused, and why.
    """
    return list(read_key_document(text).keys)


def read_key_document(text: bytes) -> KeyDocument:
    """Find the keys in ``text`` as `read_document` does, and what is a key but was refused (encrypted, cut, damaged, out of bounds)."""
    if len(text) > LIMIT:
        return refusal("too-long", "it has more than 1 MiB and was not looked into")
    if structure_of(text) is not None:
        return pem_keys.read_der(text).observing((_IS_DER,))
    inner, observations = unwrapped(text)
    return _read_unwrapped(inner).observing(tuple(observations))


def _read_unwrapped(text: bytes) -> KeyDocument:
    """Read a text without outer layers."""
    kind = _kind_of(text)
    if kind == "der":
        return pem_keys.read_der(text).observing((_IS_DER,))
    if kind == "json":
        return jwk_keys.read_json(text)
    if kind == "pem":
        return pem_keys.read_blocks(text)
    return openssh.read_lines(text) if kind == "openssh" else pem_keys.read_bare(text)


def _kind_of(text: bytes) -> str | None:
    """Tell the form of a text without outer layers: ``der``, ``json``, ``pem``, ``openssh``, ``markup`` or ``None``."""
    if text.lstrip()[:15].lower().startswith(_MARKUP):
        return "markup"
    if structure_of(text) is not None:
        return "der"
    if text.lstrip()[:1] in (b"{", b"[") and jwk_keys.parse(text) is not None:
        return "json"
    if pem.blocks(text):
        return "pem"
    return "openssh" if openssh.looks_like(text) else None


def looks_like(text: bytes) -> str | None:
    """Tell what kind of document ``text`` is, damaged or wrapped or not.

    One of ``pem``, ``der``, ``jwk``, ``jwks``, ``certificate`` (also in PEM; a certificate request too), ``openssh``, ``pkcs12``,
    ``json`` (some other JSON), ``markup`` (an error page), or ``None``: then its bytes may be a raw secret. Never raises.
    """
    inner = unwrapped(text)[0] if len(text) <= LIMIT and structure_of(text) is None else text
    kind = _kind_of(inner)
    if kind == "json":
        return _json_kind(jwk_keys.parse(inner))
    if kind == "pem":
        return _pem_kind(inner)
    if kind == "der":
        return _BY_STRUCTURE.get(structure_of(inner) or "", "der")
    return kind if kind is not None or pem.bare_der(inner) is None else "der"


def _json_kind(document: Any) -> str:
    if isinstance(document, dict) and isinstance(document.get("keys"), list):
        return "jwks"
    return "jwk" if jwk_keys.is_jwk(document) else "json"


def _pem_kind(text: bytes) -> str:
    labels = [block.label or block.end_label for block in pem.blocks(text)]
    if any("OPENSSH" in label or "SSH2" in label for label in labels):
        return "openssh"
    return "certificate" if any("CERTIFICATE" in label for label in labels) else "pem"


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
