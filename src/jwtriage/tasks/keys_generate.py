"""A new key for one algorithm, written as a person will use it. The texts go to files, never to a report."""

import json
from collections.abc import Callable, Mapping
from secrets import token_bytes
from typing import NamedTuple

from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa

from jwtriage.forensics.key_document import canonical_pem, private_pem, rebound
from jwtriage.jose.algorithms import ALGORITHMS, Algorithm
from jwtriage.jose.base64url import encode
from jwtriage.jose.keys import Key
from jwtriage.jose.material import PrivateKey
from jwtriage.jose.ml_dsa import PRIVATE_KEYS
from jwtriage.jose.secret import Secret
from jwtriage.tasks.private_jwk import private_members
from jwtriage.tasks.request import UnusableRequest

FORMATS = ("env", "pem", "jwk", "jwks")
LONGEST_NAME = 12
"""Characters of an algorithm's name that an error repeats: what is longer is something else, perhaps a secret."""
RSA_BITS = (2048, 3072, 4096)
_CURVES: Mapping[str, ec.EllipticCurve] = {"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1(), "P-521": ec.SECP521R1(), "secp256k1": ec.SECP256K1()}
_EDWARDS: Mapping[str, Callable[[], PrivateKey]] = {"Ed25519": ed25519.Ed25519PrivateKey.generate, "Ed448": ed448.Ed448PrivateKey.generate}


class NewKey(NamedTuple):
    """A key with its texts: ``private`` for who signs (the secret itself for HS*), ``public`` for who verifies (``None`` for HS*)."""

    key: Key
    private: Secret
    public: bytes | None


def generate(alg: str, form: str | None, name: str, bits: int) -> NewKey:
    """Make a key for ``alg`` and write it as ``form`` (``None``: ``env`` for a shared secret, else ``pem``).

    ``name`` is the variable of the ``env`` form, ``bits`` the size of an RSA modulus. A shared secret has as many octets as the hash
    (RFC 7518, section 3.2) and is base64url text, used as it stands. Raises `UnusableRequest`.
    """
    algorithm = ALGORITHMS.get(alg)
    if algorithm is None:
        named = f"no algorithm {alg!r}" if len(alg) <= LONGEST_NAME else "no such algorithm"
        raise UnusableRequest(f"there is {named}; there are {', '.join(ALGORITHMS)}")
    if algorithm.kind == "oct":
        return _shared(algorithm, form or "env", name)
    return _pair(algorithm, form or "pem", bits)


def _shared(algorithm: Algorithm, form: str, name: str) -> NewKey:
    text = encode(token_bytes(algorithm.minimum_bits // 8))
    key = Key.from_secret(text.encode(), alg=algorithm.name, use="sig")
    if form == "pem":
        raise UnusableRequest(f"{algorithm.name} has a shared secret, which has no PEM form; use env, jwk or jwks")
    if form == "env":
        return NewKey(key, Secret(f"{name}={text}\n".encode()), None)
    return NewKey(key, Secret(_document(key, key.members, form)), None)


def _pair(algorithm: Algorithm, form: str, bits: int) -> NewKey:
    made = Key.from_private(_private(algorithm, bits), alg=algorithm.name, use="sig")
    key = rebound(made, kid=made.thumbprint)
    pem = private_pem(key)
    if form == "env" or pem is None:
        raise UnusableRequest(f"{algorithm.name} has a key pair, which does not fit one line of an env file; use pem, jwk or jwks")
    if form == "pem":
        return NewKey(key, pem, canonical_pem(key))
    return NewKey(key, Secret(_document(key, {**key.members, **private_members(key)}, form)), _document(key, key.members, form))


def _private(algorithm: Algorithm, bits: int) -> PrivateKey:
    if algorithm.kind == "RSA":
        return rsa.generate_private_key(public_exponent=65537, key_size=bits)
    if algorithm.kind == "EC":
        return ec.generate_private_key(_CURVES[algorithm.curves[0]])
    if algorithm.kind == "OKP":
        return _EDWARDS[algorithm.curves[0]]()
    if algorithm.name not in PRIVATE_KEYS:
        raise UnusableRequest(f"{algorithm.name} needs a newer release of the library cryptography")
    return PRIVATE_KEYS[algorithm.name].generate()


def _document(key: Key, members: Mapping[str, str], form: str) -> bytes:
    jwk = {**members, **{name: value for name, value in (("kid", key.kid), ("alg", key.alg), ("use", key.use)) if value}}
    return json.dumps({"keys": [jwk]} if form == "jwks" else jwk, indent=2).encode() + b"\n"
