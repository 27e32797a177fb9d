"""PEM and DER, strictly: RFC 7468 in its strict form, SubjectPublicKeyInfo and PKCS#8, nothing else."""

import re
from binascii import a2b_base64
from typing import cast

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import load_der_private_key, load_der_public_key

from jwtriage.jose.errors import KeyLoadError
from jwtriage.jose.keys import Key
from jwtriage.jose.material import PrivateKey, PublicKey

_LAYOUT = re.compile(
    rb"-----BEGIN (?P<label>[A-Z0-9 ]+)-----(?:\r\n|\n|\r)"
    rb"(?P<body>(?:[A-Za-z0-9+/]{64}(?:\r\n|\n|\r))*(?:[A-Za-z0-9+/]{4}){0,15}(?:[A-Za-z0-9+/]{4}|[A-Za-z0-9+/]{3}=|[A-Za-z0-9+/]{2}==)(?:\r\n|\n|\r))"
    rb"-----END (?P=label)-----(?:\r\n|\n|\r)?"
)


def load_pem(text: bytes) -> Key:
    """Read one PEM block: ``PUBLIC KEY`` (RFC 7468, 13) or ``PRIVATE KEY`` (RFC 7468, 10).

    Nothing may stand before or after the block but one line break at the end; lines are 64 characters long.

    Raises `KeyLoadError` (``key_invalid``).
    """
    layout = _LAYOUT.fullmatch(text)
    if layout is None:
        raise KeyLoadError("key_invalid", "not one PEM block in the layout of RFC 7468")
    der = a2b_base64(layout["body"])
    if layout["label"] == b"PUBLIC KEY":
        return load_spki(der)
    if layout["label"] == b"PRIVATE KEY":
        return load_pkcs8(der)
    raise KeyLoadError("key_invalid", "a PEM label other than PUBLIC KEY and PRIVATE KEY")


def load_der(octets: bytes) -> Key:
    """Read a SubjectPublicKeyInfo or PKCS#8 structure. Raises `KeyLoadError` (``key_invalid``)."""
    try:
        return load_spki(octets)
    except KeyLoadError:
        return load_pkcs8(octets)


def load_spki(der: bytes) -> Key:
    """Read a SubjectPublicKeyInfo (RFC 5280, 4.1.2.7). Raises `KeyLoadError` (``key_invalid``)."""
    try:
        public = load_der_public_key(der)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise KeyLoadError("key_invalid", "no SubjectPublicKeyInfo of a known kind") from None
    key = Key.from_public(cast(PublicKey, public))
    if key.spki_der() != der:
        raise KeyLoadError("key_invalid", "a public key in another encoding than SubjectPublicKeyInfo in DER")
    return key


def load_pkcs8(der: bytes) -> Key:
    """Read a private key in PKCS#8 without a password (RFC 5208; RFC 5958). Raises `KeyLoadError` (``key_invalid``)."""
    if not re.match(rb"\x30(?:\x82..|\x81.|[\x00-\x7f])\x02\x01[\x00\x01]\x30", der, re.DOTALL):
        raise KeyLoadError("key_invalid", "no PKCS#8 structure")
    try:
        private_key = load_der_private_key(der, None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise KeyLoadError("key_invalid", "no PKCS#8 private key of a known kind") from None
    return Key.from_private(cast(PrivateKey, private_key))
