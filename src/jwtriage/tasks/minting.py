"""Tokens of our own: compact JWS with any header, also such as nobody should write, to be shown to verifiers that are under test."""

import hmac
import json
from collections.abc import Callable, Mapping
from typing import Any, cast

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from jwtriage.jose.algorithms import ALGORITHMS, Algorithm
from jwtriage.jose.base64url import encode
from jwtriage.jose.keys import Key

_HASHES: Mapping[str, hashes.HashAlgorithm] = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}


def mint(header: Mapping[str, Any], claims: Mapping[str, Any], key: Key, alg: str | None = None) -> bytes:
    """Sign claims under a header; ``alg`` is how it is really signed where the header says something else.

    ``key`` is a shared secret or holds a private half of the algorithm's kind.
    """
    signing_input = joined(as_json(header), as_json(claims))
    return with_signature(signing_input, signature_of(ALGORITHMS[alg or header["alg"]], key, signing_input))


def as_json(value: object) -> bytes:
    """Write JSON without blanks."""
    return json.dumps(value, separators=(",", ":")).encode()


def joined(header: bytes, payload: bytes) -> bytes:
    """Write the signing input of two texts as they stand (RFC 7515, 5.1)."""
    return f"{encode(header)}.{encode(payload)}".encode()


def with_signature(signing_input: bytes, signature: bytes) -> bytes:
    """Add a signature to a signing input."""
    return signing_input + b"." + encode(signature).encode()


def signature_of(algorithm: Algorithm, key: Key, signing_input: bytes) -> bytes:
    """Compute the signature as JOSE writes it."""
    return _SIGNERS[algorithm.family](algorithm, key, signing_input)


def _hmac(algorithm: Algorithm, key: Key, signing_input: bytes) -> bytes:
    return hmac.digest(key.octets, signing_input, algorithm.hash)


def _rsa(algorithm: Algorithm, key: Key, signing_input: bytes) -> bytes:
    return cast(rsa.RSAPrivateKey, key.private_key).sign(signing_input, padding.PKCS1v15(), _HASHES[algorithm.hash])


def _pss(algorithm: Algorithm, key: Key, signing_input: bytes) -> bytes:
    digest = _HASHES[algorithm.hash]
    scheme = padding.PSS(padding.MGF1(digest), padding.PSS.DIGEST_LENGTH)
    return cast(rsa.RSAPrivateKey, key.private_key).sign(signing_input, scheme, digest)


def _ecdsa(algorithm: Algorithm, key: Key, signing_input: bytes) -> bytes:
    der = cast(ec.EllipticCurvePrivateKey, key.private_key).sign(signing_input, ec.ECDSA(_HASHES[algorithm.hash]))
    return b"".join(number.to_bytes(algorithm.signature_octets // 2) for number in decode_dss_signature(der))


def _raw(algorithm: Algorithm, key: Key, signing_input: bytes) -> bytes:
    return cast("ed25519.Ed25519PrivateKey | ed448.Ed448PrivateKey", key.private_key).sign(signing_input)


_SIGNERS: Mapping[str, Callable[[Algorithm, Key, bytes], bytes]] = {
    "HMAC": _hmac,
    "RSA": _rsa,
    "PSS": _pss,
    "ECDSA": _ecdsa,
    "EdDSA": _raw,
    "ML-DSA": _raw,
}
