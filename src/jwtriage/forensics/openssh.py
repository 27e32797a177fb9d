"""OpenSSH keys: the public line, and the two binary forms behind the markers (RFC 4253 section 6.6, RFC 4716, PROTOCOL.key)."""

import re

from cryptography.hazmat.primitives import serialization

from jwtriage.forensics import loose_base64
from jwtriage.forensics.key_document import KeyDocument, document_key, refusal
from jwtriage.forensics.observation import Observation
from jwtriage.forensics.structure import PRIVATE_LIMIT, key_of, quietly
from jwtriage.jose.keys import Key

MAGIC = b"openssh-key-v1\0"
"""What the private form begins with (PROTOCOL.key of OpenSSH)."""

LINES_LIMIT = 200
"""At most this many lines of a file of public keys are read."""

_NAME = rb"(?:ssh-(?:rsa|dss|ed25519)|ecdsa-sha2-nistp\d{3}|sk-[a-z0-9@.-]{1,60})(?:-cert-v01@openssh\.com)?"
_LINE = re.compile(rb"(?:^|[\s\"',])(" + _NAME + rb")[ \t]+([A-Za-z0-9+/]{32,}={0,2})")
_NOTE = Observation("key-is-openssh", "it is an OpenSSH key; JOSE libraries want a SubjectPublicKeyInfo or a JWK")


def looks_like(text: bytes) -> bool:
    """Tell whether a public key line of OpenSSH occurs at the start of a line."""
    return _LINE.search(text[:4096]) is not None


def read_lines(text: bytes) -> KeyDocument:
    """Read public key lines, such as ``ssh-rsa AAAA… comment``; options before the name and comments behind are passed over."""
    document = KeyDocument()
    for line in text.splitlines()[:LINES_LIMIT]:
        match = _LINE.search(line)
        if match is not None:
            document = document.joined(_public(match[1], match[2]))
    return document


def read_blob(octets: bytes) -> KeyDocument:
    """Read the octets of ``OPENSSH PRIVATE KEY`` or ``SSH2 PUBLIC KEY``."""
    if octets.startswith(MAGIC):
        return _private(octets)
    name = _string(octets)
    return _public(name, loose_base64.encode(octets)) if name else refusal("damaged", "the content is no OpenSSH key")


def _string(octets: bytes, limit: int = 64) -> bytes:
    """Return the string that ``octets`` begin with (RFC 4251, section 5), empty when it is longer than ``limit`` or cut."""
    length = int.from_bytes(octets[:4], "big")
    return octets[4 : 4 + length] if 0 < length <= min(limit, len(octets) - 4) else b""


def _private(octets: bytes) -> KeyDocument:
    cipher = _string(octets[len(MAGIC) :])
    if cipher != b"none":
        return refusal("encrypted", "an encrypted OpenSSH private key; its password is not asked for")
    encoded = loose_base64.encode(octets)
    text = b"-----BEGIN OPENSSH PRIVATE KEY-----\n" + encoded + b"=" * (-len(encoded) % 4) + b"\n-----END OPENSSH PRIVATE KEY-----\n"
    loaded = quietly(_load_private, text) if len(octets) <= PRIVATE_LIMIT else None
    return _document(key_of(loaded) if loaded is not None else None)


def _load_private(text: bytes) -> object:
    return serialization.load_ssh_private_key(text, None)


def _public(name: bytes, encoded: bytes) -> KeyDocument:
    loaded = quietly(_load_public, name + b" " + encoded + b"=" * (-len(encoded) % 4))
    return _document(key_of(loaded) if loaded is not None else None)


def _load_public(line: bytes) -> object:
    loaded = serialization.load_ssh_public_identity(line)
    return loaded.public_key() if isinstance(loaded, serialization.SSHCertificate) else loaded


def _document(key: Key | None) -> KeyDocument:
    if key is None:
        return refusal("unsupported", "an OpenSSH key of a kind that JOSE does not know, or a broken one")
    return KeyDocument((document_key(key, [_NOTE]),))
