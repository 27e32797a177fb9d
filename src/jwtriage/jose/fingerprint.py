"""Names for keys and tokens that may be shown: they tell two keys apart and give nothing away."""

from __future__ import annotations

import hashlib
import hmac
import json
from base64 import b32encode

from jwtriage.jose.base64url import encode

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from jwtriage.jose.keys import Key

_REQUIRED = {"RSA": ("e", "kty", "n"), "EC": ("crv", "kty", "x", "y"), "oct": ("k", "kty"), "OKP": ("crv", "kty", "x"), "AKP": ("alg", "kty", "pub")}
_CONTEXT = b"jwt-fp/v1"
_SHOWN_CHARACTERS = 12
_KEYED_CHARACTERS = 8
_SCRYPT_CHARACTERS = 5
_SCRYPT_MEMORY = 64 * 2**20


def thumbprint(members: Mapping[str, str]) -> str:
    """Compute the RFC 7638 SHA-256 thumbprint of a JWK, in base64url.

    Only the members that define the key count (RFC 7638, 3.2; RFC 8037, 2; RFC 9964, 6). The thumbprint of an ``oct`` key is a hash of
    the secret: never show it.
    """
    required = {name: members[name] for name in _REQUIRED[members["kty"]]}
    text = json.dumps(required, separators=(",", ":"), sort_keys=True)
    return encode(hashlib.sha256(text.encode()).digest())


def public_fingerprint(key: Key, full: bool = False) -> str:
    """Name a public key, or a private one by its public half: ``rsa:`` and the start of its thumbprint, or all of it.

    Raises `ValueError` for a shared secret, whose thumbprint would be a hash of the secret.
    """
    if key.kind == "oct":
        raise ValueError("a shared secret has no public fingerprint")
    return f"{key.kind.lower()}:{key.thumbprint[: None if full else _SHOWN_CHARACTERS]}"


def secret_fingerprint(secret: bytes, fingerprint_key: bytes | None = None, salt: bytes | None = None) -> str:
    """Name a shared secret: ``hk1:`` and 40 bits of an HMAC under ``fingerprint_key``, or without one ``sc1:`` and 25 bits of scrypt.

    ``hk1`` is HMAC-SHA256(key, "jwt-fp/v1" ‖ 8-octet big-endian length ‖ secret); ``sc1`` is scrypt(secret, "jwt-fp/v1" ‖ salt, N=2^15, r=8, p=1)
    and costs about 0.1 s and 32 MiB. Whether the secret is strong enough to be named at all is for the caller to decide.
    """
    if fingerprint_key is not None:
        tag = hmac.digest(fingerprint_key, _CONTEXT + len(secret).to_bytes(8) + secret, "sha256")
        return "hk1:" + _base32(tag)[:_KEYED_CHARACTERS]
    tag = hashlib.scrypt(secret, salt=_CONTEXT + (salt or b""), n=2**15, r=8, p=1, maxmem=_SCRYPT_MEMORY, dklen=32)
    return "sc1:" + _base32(tag)[:_SCRYPT_CHARACTERS]


def token_fingerprint(token: bytes, key: bytes) -> str:
    """Name a token by 40 bits of its HMAC-SHA256 under ``key``: the fingerprint key, or a random key of this run."""
    return "tok:" + _base32(hmac.digest(key, b"jwt-token/v1" + token, "sha256"))[:_KEYED_CHARACTERS]


def _base32(octets: bytes) -> str:
    return b32encode(octets).decode().lower()
