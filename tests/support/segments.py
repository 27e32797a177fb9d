"""Tokens put together from parts, without signing anything."""

import json
from base64 import urlsafe_b64encode


def segment(octets: bytes) -> bytes:
    """Encode octets in base64url without padding."""
    return urlsafe_b64encode(octets).rstrip(b"=")


def compact(header: object, payload: object, signature: bytes = b"") -> bytes:
    """Return a compact token with these parts; the signature is whatever is given."""
    return b".".join([segment(json.dumps(header).encode()), segment(json.dumps(payload).encode()), segment(signature)])
