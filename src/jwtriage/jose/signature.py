"""The one place where a signature meets a key: every algorithm, no policy."""

from collections.abc import Callable
from hmac import compare_digest, digest
from typing import TYPE_CHECKING, cast

from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from jwtriage.jose.algorithms import Algorithm
from jwtriage.jose.keys import Key

if TYPE_CHECKING:
    from jwtriage.jose.ml_dsa import MLDSAPublicKey

Check = Callable[[bytes, bytes], bool]
"""Takes the signing input and the signature, tells whether they belong together; never raises."""

_HASHES: dict[str, hashes.HashAlgorithm] = {"sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}
_PKCS1 = padding.PKCS1v15()
_PSS = {name: padding.PSS(padding.MGF1(kind), padding.PSS.DIGEST_LENGTH) for name, kind in _HASHES.items()}
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


def _hmac(algorithm: Algorithm, key: Key) -> Check:
    octets, name = key.octets, algorithm.hash
    return lambda signing_input, signature: compare_digest(digest(octets, signing_input, name), signature)


def _rsa(algorithm: Algorithm, key: Key) -> Check:
    public, digester = cast(rsa.RSAPublicKey, key.public), _HASHES[algorithm.hash]
    return _quiet(lambda signing_input, signature: public.verify(signature, signing_input, _PKCS1, digester))


def _pss(algorithm: Algorithm, key: Key) -> Check:
    public, digester, scheme = cast(rsa.RSAPublicKey, key.public), _HASHES[algorithm.hash], _PSS[algorithm.hash]
    return _quiet(lambda signing_input, signature: public.verify(signature, signing_input, scheme, digester))


def _ecdsa(algorithm: Algorithm, key: Key) -> Check:
    public, scheme = cast(ec.EllipticCurvePublicKey, key.public), _ECDSA[algorithm.hash]
    octets, half = algorithm.signature_octets, algorithm.signature_octets // 2

    def verify(signing_input: bytes, signature: bytes) -> None:
        if len(signature) != octets:
            raise InvalidSignature
        public.verify(encode_dss_signature(int.from_bytes(signature[:half]), int.from_bytes(signature[half:])), signing_input, scheme)

    return _quiet(verify)


def _raw(algorithm: Algorithm, key: Key) -> Check:
    public = cast("ed25519.Ed25519PublicKey | ed448.Ed448PublicKey | MLDSAPublicKey", key.public)
    return _quiet(lambda signing_input, signature: public.verify(signature, signing_input))


def _quiet(verify: Callable[[bytes, bytes], None]) -> Check:
    def check(signing_input: bytes, signature: bytes) -> bool:
        try:
            verify(signing_input, signature)
        except (InvalidSignature, UnsupportedAlgorithm, ValueError):
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
