"""Four verifiers behind one question: is this signature good, with this key and this algorithm? Every refusal, whatever its exception, is a no."""

import json
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import jwt
from joserfc import jws as joserfc_jws
from joserfc.jwk import import_key
from jwcrypto import jwk as jwcrypto_jwk
from jwcrypto import jws as jwcrypto_jws

from jwtriage.jose import KeyLoadError, load_keys, verify


@dataclass(frozen=True)
class Question:
    """A token, the public key (or secret) as a JWK, and the one algorithm that the verifier accepts."""

    token: bytes
    key: Mapping[str, Any] = field(repr=False)
    algorithm: str


def ours(question: Question) -> bool:
    """Ask `jwtriage.jose.verify`; a key that cannot be loaded verifies nothing."""
    try:
        keys = load_keys(dict(question.key))
    except KeyLoadError:
        return False
    return bool(verify(question.token, keys, [question.algorithm]))


def pyjwt(question: Question) -> bool:
    """Ask PyJWT, with the key object of its own JWK reader."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        jwt.PyJWS().decode(question.token, _pyjwt_key(_frozen(question.key)), algorithms=[question.algorithm])
    return True


def joserfc(question: Question) -> bool:
    """Ask joserfc."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        joserfc_jws.deserialize_compact(question.token, _joserfc_key(_frozen(question.key)), algorithms=[question.algorithm])
    return True


def jwcrypto(question: Question) -> bool:
    """Ask jwcrypto, which takes text only."""
    verifier = jwcrypto_jws.JWS()
    verifier.allowed_algs = [question.algorithm]
    verifier.deserialize(question.token.decode("utf-8"), _jwcrypto_key(_frozen(question.key)))
    return True


PEERS: dict[str, Callable[[Question], bool]] = {"PyJWT": pyjwt, "joserfc": joserfc, "jwcrypto": jwcrypto}


def answers(question: Question) -> dict[str, bool]:
    """Return what each says; ``jwtriage`` may not raise."""
    return {"jwtriage": ours(question), **{name: _accepts(peer, question) for name, peer in PEERS.items()}}


def _accepts(peer: Callable[[Question], bool], question: Question) -> bool:
    try:
        return peer(question)
    except Exception:  # noqa: BLE001 - the peers refuse with errors of many kinds
        return False


def _frozen(key: Mapping[str, Any]) -> str:
    return json.dumps(key)


@cache
def _pyjwt_key(key: str) -> Any:
    return jwt.PyJWK(json.loads(key), algorithm=_any_algorithm(json.loads(key))).key


def _any_algorithm(key: Mapping[str, Any]) -> str:
    curves = {"P-256": "ES256", "P-384": "ES384", "P-521": "ES512", "secp256k1": "ES256K"}
    return {"oct": "HS256", "RSA": "RS256", "OKP": "EdDSA"}.get(key["kty"]) or curves[key["crv"]]


@cache
def _joserfc_key(key: str) -> Any:
    return import_key(json.loads(key))


@cache
def _jwcrypto_key(key: str) -> Any:
    return jwcrypto_jwk.JWK(**json.loads(key))
