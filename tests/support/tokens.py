"""Tokens for tests, signed with cryptography and the standard library alone: none of our code vouches for itself."""

import hmac
import json
from base64 import urlsafe_b64encode

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

HASHES = {"256": hashes.SHA256(), "384": hashes.SHA384(), "512": hashes.SHA512(), "256K": hashes.SHA256()}
CLAIMS = {"iss": "https://id.example", "aud": "api", "sub": "alice", "exp": 4_102_444_800}
"""Claims good until the year 2100."""


def segment(octets: bytes) -> bytes:
    """Write base64url without padding."""
    return urlsafe_b64encode(octets).rstrip(b"=")


def compact_json(value: object) -> bytes:
    """Write JSON without white space."""
    return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()


def sign(claims: object = CLAIMS, key=b"", alg: str = "HS256", headers: dict | None = None, *, payload: bytes | None = None) -> bytes:
    """Make a compact JWS; ``key`` is bytes or a private key of cryptography, ``payload`` takes the place of ``claims``."""
    header = {"alg": alg, "typ": "JWT", **(headers or {})}
    return sign_segments(segment(compact_json(header)), segment(compact_json(claims) if payload is None else payload), key, alg)


def sign_segments(header: bytes, payload: bytes, key, alg: str) -> bytes:
    """Make a compact JWS of segments as they stand."""
    signing_input = header + b"." + payload
    return signing_input + b"." + segment(signature_of(signing_input, key, alg))


def signature_of(signing_input: bytes, key, alg: str) -> bytes:
    """Compute the signature octets that JOSE wants."""
    family, size = alg[:2], alg[2:]
    if family == "HS":
        return hmac.digest(key, signing_input, f"sha{size}")
    if family == "RS":
        return key.sign(signing_input, padding.PKCS1v15(), HASHES[size])
    if family == "PS":
        return key.sign(signing_input, padding.PSS(padding.MGF1(HASHES[size]), padding.PSS.DIGEST_LENGTH), HASHES[size])
    if family == "ES":
        width = (key.curve.key_size + 7) // 8
        return b"".join(number.to_bytes(width) for number in decode_dss_signature(key.sign(signing_input, ec.ECDSA(HASHES[size]))))
    return key.sign(signing_input)
