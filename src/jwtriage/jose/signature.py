"""The one place where a signature meets a key: every algorithm, no policy."""

import hashlib
from binascii import b2a_base64
from collections.abc import Callable
from hmac import compare_digest
from typing import TYPE_CHECKING, cast

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, padding, rsa

from jwtriage.jose.algorithms import Algorithm
from jwtriage.jose.base64url import TO_URL
from jwtriage.jose.der import dss_signature
from jwtriage.jose.keys import Key

if TYPE_CHECKING:
    from jwtriage.jose.ml_dsa import MLDSAPublicKey

Check = Callable[[bytes, bytes], bool]
"""Takes the signing input and the signature, tells whether they belong together; never raises."""

_INNER = bytes(octet ^ 0x36 for octet in range(256))
_OUTER = bytes(octet ^ 0x5C for octet in range(256))
_HASHES: dict[str, hashes.HashAlgorithm] = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}
_PKCS1 = padding.PKCS1v15()
_PSS = {name: padding.PSS(padding.MGF1(kind), padding.PSS.DIGEST_LENGTH) for name, kind in _HASHES.items()}
_FAILURES = (InvalidSignature, UnsupportedAlgorithm, ValueError)
_ECDSA = {name: ec.ECDSA(kind) for name, kind in _HASHES.items()}


def signature_ok(algorithm: Algorithm, key: Key, signing_input: bytes, signature: bytes) -> bool:
    """Tell whether ``signature`` is the key's signature of ``signing_input`` under ``algorithm``.

    Kind and curve of the key must fit; what the key is bound to and how strong it is, is not asked here. Never raises.
    """
    return fits(algorithm, key) and check_for(algorithm, key)(signing_input, signature)


def fits(algorithm: Algorithm, key: Key) -> bool:
    """Tell whether the key's kind and curve are those of the algorithm."""
    if key.kind != algorithm.kind:
        return False
    return key.alg == algorithm.name if key.kind == "AKP" else not algorithm.curves or key.curve in algorithm.curves


def check_for(algorithm: Algorithm, key: Key) -> Check:
    """Prepare the check of signatures of one key under one algorithm, which must fit it."""
    return _MAKERS[algorithm.family](algorithm, key)


def encoded_check_for(algorithm: Algorithm, key: Key, decode: Callable[[bytes], bytes]) -> Check:
    """Prepare the check of signatures as they stand in a token, in base64url, which ``decode`` reads.

    A MAC is written in base64url rather than the token's read: one canonical text means one value (RFC 4648, 3.5), and it takes half the time.
    What is not canonical is then no match; under all other algorithms ``decode`` raises what it likes.
    """
    if algorithm.family == "HMAC":
        return _encoded_hmac(algorithm, key)
    check = check_for(algorithm, key)
    return lambda signing_input, encoded: check(signing_input, decode(encoded))


def _encoded_hmac(algorithm: Algorithm, key: Key) -> Check:
    inner, outer = prepared_hmac(key.octets, algorithm.hash)

    def check(signing_input: bytes, encoded: bytes) -> bool:
        inside, outside = inner.copy(), outer.copy()
        inside.update(signing_input)
        outside.update(inside.digest())
        return compare_digest(b2a_base64(outside.digest(), newline=False).translate(TO_URL, b"="), encoded)

    return check


def _hmac(algorithm: Algorithm, key: Key) -> Check:
    inner, outer = prepared_hmac(key.octets, algorithm.hash)

    def check(signing_input: bytes, signature: bytes) -> bool:
        inside, outside = inner.copy(), outer.copy()
        inside.update(signing_input)
        outside.update(inside.digest())
        return compare_digest(outside.digest(), signature)

    return check


def prepared_hmac(secret: bytes, hash_name: str) -> "tuple[hashlib._Hash, hashlib._Hash]":
    """Let HMAC's inner and outer hash (RFC 2104) take in the key, once for many messages: that halves the time of a short one.

    The HMAC of a message is the outer hash, continued with the digest of the inner one, continued with the message.
    """
    empty = hashlib.new(hash_name)
    block = (secret if len(secret) <= empty.block_size else hashlib.new(hash_name, secret).digest()).ljust(empty.block_size, b"\x00")
    return hashlib.new(hash_name, block.translate(_INNER)), hashlib.new(hash_name, block.translate(_OUTER))


def _rsa(algorithm: Algorithm, key: Key) -> Check:
    return _padded_check(key, _PKCS1, _HASHES[algorithm.hash])


def _pss(algorithm: Algorithm, key: Key) -> Check:
    return _padded_check(key, _PSS[algorithm.hash], _HASHES[algorithm.hash])


def _padded_check(key: Key, scheme: padding.AsymmetricPadding, digest: hashes.HashAlgorithm) -> Check:
    verify = cast(rsa.RSAPublicKey, key.public).verify

    def check(signing_input: bytes, signature: bytes) -> bool:
        try:
            verify(signature, signing_input, scheme, digest)
        except _FAILURES:
            return False
        return True

    return check


def _ecdsa(algorithm: Algorithm, key: Key) -> Check:
    verify, scheme = cast(ec.EllipticCurvePublicKey, key.public).verify, _ECDSA[algorithm.hash]
    octets, half = algorithm.signature_octets, algorithm.signature_octets // 2

    def check(signing_input: bytes, signature: bytes) -> bool:
        if len(signature) != octets:
            return False
        try:
            verify(dss_signature(signature[:half], signature[half:]), signing_input, scheme)
        except _FAILURES:
            return False
        return True

    return check


def _raw(algorithm: Algorithm, key: Key) -> Check:
    verify = cast("ed25519.Ed25519PublicKey | ed448.Ed448PublicKey | MLDSAPublicKey", key.public).verify

    def check(signing_input: bytes, signature: bytes) -> bool:
        try:
            verify(signature, signing_input)
        except _FAILURES:
            return False
        return True

    return check


_MAKERS: dict[str, Callable[[Algorithm, Key], Check]] = {
    "HMAC": _hmac,
    "RSA": _rsa,
    "PSS": _pss,
    "ECDSA": _ecdsa,
    "EdDSA": _raw,
    "ML-DSA": _raw,
}
