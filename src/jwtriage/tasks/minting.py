"""Tokens of our own: compact JWS with any header, also such as nobody should write, to be shown to verifiers that are under test."""

import json
from collections.abc import Mapping
from typing import Any

from jwtriage.jose.algorithms import ALGORITHMS
from jwtriage.jose.base64url import encode
from jwtriage.jose.keys import Key
from jwtriage.jose.signing import signature_of


def mint(header: Mapping[str, Any], claims: Mapping[str, Any], key: Key, alg: str | None = None) -> bytes:
    """Sign claims under a header; ``alg`` is how it is really signed where the header says something else.

    Raises `jwtriage.jose.KeyLoadError` for a key that cannot sign under the algorithm.
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
