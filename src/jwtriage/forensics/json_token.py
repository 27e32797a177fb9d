"""The JSON serialisations of a JWS read leniently: flattened and general (RFC 7515 section 7.2)."""

from __future__ import annotations

from jwtriage.forensics import loose_json

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MOST = 100
"""So many signatures of one token are looked at."""

_STARTS = b"{ \t\r\n\xef"
"""A JSON object begins with a brace, after white space or a byte order mark."""


class SignedPart:
    """One signature of a JSON serialisation, with the payload that all of them share.

    ``protected``, ``payload`` and ``signature`` are the members' text as it stands, ``b""`` where one is absent (``payload``: ``None``, the
    content is detached). ``unprotected`` holds the members of ``header``, which no signature covers (RFC 7515 section 7.2.1).
    """

    __slots__ = ("payload", "protected", "signature", "unprotected")

    def __init__(self, protected: bytes, payload: bytes | None, signature: bytes, unprotected: dict[str, Any]) -> None:
        """Keep all four."""
        self.protected = protected
        self.payload = payload
        self.signature = signature
        self.unprotected = unprotected

    @property
    def compact(self) -> bytes:
        """The same signature in the compact serialisation; what is unprotected has no place in it."""
        return b".".join((self.protected, self.payload or b"", self.signature))


def signed_parts(text: bytes) -> list[SignedPart]:
    """Return the signatures of a JSON serialisation in their order; ``[]`` for any other text. Never raises."""
    document = loose_json.object_of(text) if text[:1] in _STARTS else None
    if document is None or "ciphertext" in document:
        return []
    signatures = document.get("signatures", [document])
    payload = _text(document.get("payload")) if "payload" in document else None
    if not isinstance(signatures, list):
        return []
    return [_part(each, payload) for each in signatures[:MOST] if isinstance(each, dict) and _is_signature(each)]


def _is_signature(document: dict[str, Any]) -> bool:
    return isinstance(document.get("signature"), str) and ("protected" in document or "header" in document)


def _part(signature: dict[str, Any], payload: bytes | None) -> SignedPart:
    header = signature.get("header")
    return SignedPart(_text(signature.get("protected")), payload, _text(signature["signature"]), header if isinstance(header, dict) else {})


def _text(value: object) -> bytes:
    return value.encode("utf-8", "surrogatepass") if isinstance(value, str) else b""
