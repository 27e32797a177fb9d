"""PKCS#12 files (RFC 7292) that need no password: no password is ever tried."""

from cryptography.hazmat.primitives.serialization import pkcs12

from jwtriage.forensics import der
from jwtriage.forensics.der import INTEGER, OCTET_STRING, SEQUENCE, Element
from jwtriage.forensics.key_document import KeyDocument, document_key, refusal
from jwtriage.forensics.observation import Observation
from jwtriage.forensics.structure import key_of, quietly

LIMIT = 1 << 16
"""Longer files are refused: a huge key in them would be checked for seconds."""

ITERATIONS_LIMIT = 100_000
"""A file that asks for more rounds of key derivation is refused before any of them is computed."""

CERTIFICATES_LIMIT = 20
"""At most this many certificates of one file are read."""

DEPTH_LIMIT = 20
"""How deep the search for iteration counts follows the nesting."""

_NOTE = Observation("key-is-pkcs12", "it is a PKCS#12 file; JOSE libraries want a SubjectPublicKeyInfo or a JWK")


def read(octets: bytes) -> KeyDocument:
    """Read the key and the certificates of a PKCS#12 file that has no password."""
    if len(octets) > LIMIT or iterations(octets) > ITERATIONS_LIMIT:
        return refusal("out-of-bounds", "a PKCS#12 file that is too long, or asks for too many rounds of key derivation")
    loaded = quietly(_load, octets)
    if loaded is None:
        return refusal("encrypted", "a PKCS#12 file with a password, which is not asked for, or a broken one")
    keys = [key for key in map(key_of, loaded) if key is not None]
    if not keys:
        return refusal("unsupported", "a PKCS#12 file without a key that can be used")
    return KeyDocument(tuple(document_key(key, [_NOTE]) for key in keys))


def _load(octets: bytes) -> list[object]:
    """Return the private key, or without one the certificates' public keys."""
    private, certificate, others = pkcs12.load_key_and_certificates(octets, None)
    if private is not None:
        return [private]
    certificates = [one for one in (certificate, *others) if one is not None]
    return [one.public_key() for one in certificates[:CERTIFICATES_LIMIT]]


def iterations(octets: bytes) -> int:
    """Return the highest iteration count that any part of the file asks for: the INTEGER after a salt, at any depth.

    A file that is nested or spread too far to be looked through counts as one that asks for too many.
    """
    return _highest(der.members(der.first(octets)), DEPTH_LIMIT)


def _highest(elements: list[Element], depth: int) -> int:
    highest = ITERATIONS_LIMIT + 1 if depth == 0 or len(elements) >= der.MEMBERS else 0
    for before, element in zip([None, *elements], elements, strict=False):
        if element.tag == INTEGER and before is not None and before.tag == OCTET_STRING:
            highest = max(highest, element.number)
        if highest <= ITERATIONS_LIMIT and (element.tag in (OCTET_STRING, SEQUENCE) or element.tag & 0xA0 == 0xA0):
            highest = max(highest, _highest(der.members(element), depth - 1))
    return highest
