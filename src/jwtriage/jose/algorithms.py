"""The signature algorithms of JOSE in one table (RFC 7518, 3; RFC 8037; RFC 8812; RFC 9864; RFC 9964)."""

from typing import Literal, NamedTuple

KeyKind = Literal["oct", "RSA", "EC", "OKP", "AKP"]
"""A JWK's ``kty``."""
Family = Literal["HMAC", "RSA", "PSS", "ECDSA", "EdDSA", "ML-DSA"]
"""The signature scheme; ``RSA`` is RSASSA-PKCS1-v1_5."""


class Algorithm(NamedTuple):
    """What an ``alg`` value demands of the key and of the signature.

    ``hash`` is the name that hashlib uses, ``""`` where the scheme hashes in its own way. ``curves`` are the ``crv`` values that fit.
    ``signature_octets`` is the signature's only length, ``0`` where the key decides it. ``minimum_bits`` is the shortest key allowed.
    """

    name: str
    kind: KeyKind
    family: Family
    hash: str = ""
    curves: tuple[str, ...] = ()
    signature_octets: int = 0
    minimum_bits: int = 0


_TABLE = (
    Algorithm("HS256", "oct", "HMAC", "sha256", signature_octets=32, minimum_bits=256),
    Algorithm("HS384", "oct", "HMAC", "sha384", signature_octets=48, minimum_bits=384),
    Algorithm("HS512", "oct", "HMAC", "sha512", signature_octets=64, minimum_bits=512),
    Algorithm("RS256", "RSA", "RSA", "sha256", minimum_bits=2048),
    Algorithm("RS384", "RSA", "RSA", "sha384", minimum_bits=2048),
    Algorithm("RS512", "RSA", "RSA", "sha512", minimum_bits=2048),
    Algorithm("PS256", "RSA", "PSS", "sha256", minimum_bits=2048),
    Algorithm("PS384", "RSA", "PSS", "sha384", minimum_bits=2048),
    Algorithm("PS512", "RSA", "PSS", "sha512", minimum_bits=2048),
    Algorithm("ES256", "EC", "ECDSA", "sha256", ("P-256",), 64),
    Algorithm("ES384", "EC", "ECDSA", "sha384", ("P-384",), 96),
    Algorithm("ES512", "EC", "ECDSA", "sha512", ("P-521",), 132),
    Algorithm("ES256K", "EC", "ECDSA", "sha256", ("secp256k1",), 64),
    Algorithm("EdDSA", "OKP", "EdDSA", curves=("Ed25519", "Ed448")),
    Algorithm("Ed25519", "OKP", "EdDSA", curves=("Ed25519",), signature_octets=64),
    Algorithm("Ed448", "OKP", "EdDSA", curves=("Ed448",), signature_octets=114),
    Algorithm("ML-DSA-44", "AKP", "ML-DSA", signature_octets=2420),
    Algorithm("ML-DSA-65", "AKP", "ML-DSA", signature_octets=3309),
    Algorithm("ML-DSA-87", "AKP", "ML-DSA", signature_octets=4627),
)

ALGORITHMS: dict[str, Algorithm] = {algorithm.name: algorithm for algorithm in _TABLE}
"""Every algorithm this room can verify, by its ``alg`` value."""

MAXIMUM_RSA_BITS = 16_384
"""A longer modulus costs more time than any honest signer spends."""
