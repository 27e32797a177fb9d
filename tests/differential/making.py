"""Makes the questions: JWKs of test keys, tokens signed over any header and payload octets, sound ones and damaged ones."""

from base64 import urlsafe_b64decode
from typing import Any

from tests.differential.peers import Question
from tests.support import documents, keys
from tests.support.tokens import segment, sign_segments, signature_of

HEADER, PAYLOAD = b'{"alg":"%s"}', b'{"sub":"alice"}'
SIGNERS: dict[str, Any] = {
    **dict.fromkeys(("HS256", "HS384", "HS512"), keys.SECRET),
    **dict.fromkeys(("RS256", "RS384", "RS512", "PS256", "PS384", "PS512"), keys.rsa()),
    "ES256": keys.ec("P-256"),
    "ES384": keys.ec("P-384"),
    "ES512": keys.ec("P-521"),
    "ES256K": keys.ec("secp256k1"),
    **dict.fromkeys(("EdDSA", "Ed25519"), keys.ed25519()),
    "Ed448": keys.ed448(),
}
"""The key that signs with each algorithm."""


def public_jwk(key: Any) -> dict[str, str]:
    """Write a secret or the public half of a key as a JWK."""
    if isinstance(key, bytes):
        return {"kty": "oct", "k": segment(key).decode()}
    public = key.public_key()
    if hasattr(public, "public_bytes_raw"):
        octets = public.public_bytes_raw()
        return {"kty": "OKP", "crv": "Ed25519" if len(octets) == 32 else "Ed448", "x": segment(octets).decode()}
    if getattr(key, "curve", None) is not None and key.curve.name == "secp256k1":
        numbers = public.public_numbers()
        return {"kty": "EC", "crv": "secp256k1", "x": documents.number(numbers.x, 32), "y": documents.number(numbers.y, 32)}
    return documents.jwk(key)


def asked(
    header: bytes | None = None,
    payload: bytes = PAYLOAD,
    *,
    alg: str = "HS256",
    key: Any = None,
    binding: dict[str, Any] | None = None,
) -> Question:
    """Ask about a token whose header and payload are these octets, signed as they are."""
    text = HEADER % alg.encode() if header is None else header
    return spelled(segment(text), segment(payload), alg=alg, key=key, binding=binding)


def spelled(header: bytes, payload: bytes, *, alg: str = "HS256", key: Any = None, binding: dict[str, Any] | None = None) -> Question:
    """Ask about a token whose first two segments are spelled like this, signed as they are."""
    signer = SIGNERS[alg] if key is None else key
    return Question(sign_segments(header, payload, signer, alg), {**public_jwk(signer), **(binding or {})}, alg)


def with_signature(question: Question, change: Any) -> Question:
    """Ask about the same token with its signature's octets changed."""
    signing_input, _, encoded = question.token.rpartition(b".")
    octets = change(urlsafe_b64decode(encoded + b"=="))
    return Question(signing_input + b"." + segment(octets), question.key, question.algorithm)


def with_text(question: Question, change: Any) -> Question:
    """Ask about the same token with its text changed."""
    return Question(change(question.token), question.key, question.algorithm)


def unsigned() -> Question:
    """Ask about a token without a signature, with a verifier that accepts ``none``."""
    return Question(segment(b'{"alg":"none"}') + b"." + segment(PAYLOAD) + b".", public_jwk(keys.SECRET), "none")


def signed_name(name: str, alg: str) -> Question:
    """Ask about a token whose header says ``name`` while it is signed with ``alg``."""
    header = segment(HEADER % name.encode())
    signing_input = header + b"." + segment(PAYLOAD)
    signature = signature_of(signing_input, SIGNERS[alg], alg)
    return Question(signing_input + b"." + segment(signature), public_jwk(SIGNERS[alg]), name)
