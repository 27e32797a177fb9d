"""Signatures made with cryptography alone, by every recipe that issuers are known to use, right or wrong."""

import hashlib
import hmac
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature, encode_dss_signature

HASHES: dict[str, hashes.HashAlgorithm] = {"1": hashes.SHA1(), "256": hashes.SHA256(), "384": hashes.SHA384(), "512": hashes.SHA512()}
CURVE_HASH = {256: "256", 384: "384", 521: "512"}


def make_signature(recipe: str, key: Any, octets: bytes) -> bytes:
    """Sign by a recipe: a JOSE name, or ``HS1``, ``PS256/20`` (salt octets), ``PS256/max``, ``ES/256`` (any curve with this hash)."""
    family, rest = recipe[:2], recipe[2:]
    if family == "HS":
        return hmac.new(key, octets, "sha" + rest).digest()
    if family == "RS":
        return key.sign(octets, padding.PKCS1v15(), HASHES[rest])
    if family == "PS":
        return _pss(key, octets, *rest.partition("/")[::2])
    if family == "ES":
        return _raw(key, key.sign(octets, ec.ECDSA(HASHES[_hash_of(rest, key)], deterministic_signing=True)))
    return key.sign(octets)


def _hash_of(rest: str, key: Any) -> str:
    if rest.startswith("/"):
        return rest[1:]
    return "256" if rest == "256K" else CURVE_HASH[key.curve.key_size]


def _pss(key: Any, octets: bytes, name: str, salt: str) -> bytes:
    digest = HASHES[name]
    length = padding.PSS.MAX_LENGTH if salt == "max" else int(salt) if salt else digest.digest_size
    return key.sign(octets, padding.PSS(padding.MGF1(digest), length), digest)


def width(key: Any) -> int:
    """Return the octets of one half of an ECDSA signature."""
    return (key.curve.key_size + 7) // 8


def _raw(key: Any, der: bytes) -> bytes:
    return b"".join(part.to_bytes(width(key), "big") for part in decode_dss_signature(der))


def to_der(raw: bytes) -> bytes:
    """Write an ECDSA signature as ASN.1, as OpenSSL and key services return it."""
    half = len(raw) // 2
    return encode_dss_signature(int.from_bytes(raw[:half], "big"), int.from_bytes(raw[half:], "big"))


def to_short(raw: bytes) -> bytes:
    """Write r and s without their leading zeros."""
    half = len(raw) // 2
    return raw[:half].lstrip(b"\0") + raw[half:].lstrip(b"\0")


def sha256(octets: bytes) -> bytes:
    """Hash once."""
    return hashlib.sha256(octets).digest()
