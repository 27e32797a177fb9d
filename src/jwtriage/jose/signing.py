"""Signatures as JOSE writes them: for issuers, never part of a decision to accept."""

import hmac
from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from jwtriage.jose.algorithms import Algorithm
from jwtriage.jose.errors import KeyLoadError
from jwtriage.jose.keys import Key
from jwtriage.jose.signature import fits

if TYPE_CHECKING:
    from jwtriage.jose.ml_dsa import MLDSAPrivateKey

_HASHES: dict[str, hashes.HashAlgorithm] = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}


def signature_of(algorithm: Algorithm, key: Key, signing_input: bytes) -> bytes:
    """Sign with a shared secret, or with the private half of a key.

    Raises `KeyLoadError` (``key_invalid``) for a key that does not fit the algorithm or has no private half.
    """
    if not fits(algorithm, key) or (key.secret is None and key.private_key is None):
        raise KeyLoadError("key_invalid", "no key that could sign under this algorithm")
    return _MAKERS[algorithm.family](algorithm, key, signing_input)


def _hmac(algorithm: Algorithm, key: Key, signing_input: bytes) -> bytes:
    return hmac.digest(key.octets, signing_input, algorithm.hash)


def _rsa(algorithm: Algorithm, key: Key, signing_input: bytes) -> bytes:
    return cast(rsa.RSAPrivateKey, key.private_key).sign(signing_input, padding.PKCS1v15(), _HASHES[algorithm.hash])


def _pss(algorithm: Algorithm, key: Key, signing_input: bytes) -> bytes:
    digest = _HASHES[algorithm.hash]
    scheme = padding.PSS(padding.MGF1(digest), padding.PSS.DIGEST_LENGTH)
    return cast(rsa.RSAPrivateKey, key.private_key).sign(signing_input, scheme, digest)


def _ecdsa(algorithm: Algorithm, key: Key, signing_input: bytes) -> bytes:
    """Write r and s in the full width of the curve (RFC 7518, 3.4)."""
    der = cast(ec.EllipticCurvePrivateKey, key.private_key).sign(signing_input, ec.ECDSA(_HASHES[algorithm.hash]))
    half = algorithm.signature_octets // 2
    return b"".join(number.to_bytes(half) for number in decode_dss_signature(der))


def _raw(algorithm: Algorithm, key: Key, signing_input: bytes) -> bytes:
    del algorithm
    return cast("ed25519.Ed25519PrivateKey | ed448.Ed448PrivateKey | MLDSAPrivateKey", key.private_key).sign(signing_input)


_MAKERS: dict[str, Callable[[Algorithm, Key, bytes], bytes]] = {
    "HMAC": _hmac,
    "RSA": _rsa,
    "PSS": _pss,
    "ECDSA": _ecdsa,
    "EdDSA": _raw,
    "ML-DSA": _raw,
}
