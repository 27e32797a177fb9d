"""A JWS, taken apart strictly (RFC 7515; RFC 7797). Nothing in it is verified: the names that lead to its content say so."""

from __future__ import annotations

from collections.abc import Mapping

from jwtriage.jose.base64url import decode, encode_octets
from jwtriage.jose.errors import TokenError
from jwtriage.jose.header import MAXIMUM_HEADER, check_header, read_header

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

MAXIMUM_TOKEN = 2**20
"""The longest token that is looked at, in octets."""
MAXIMUM_SIGNATURES = 100
"""How many signatures a general JSON serialisation may have."""

__all__ = ["MAXIMUM_HEADER", "MAXIMUM_SIGNATURES", "MAXIMUM_TOKEN", "Token"]


class Token:
    """One signature over one payload. Treat it as immutable.

    ``unverified_header`` is the JOSE header (protected and unprotected members together), ``unverified_payload`` the payload's octets,
    ``signing_input`` exactly the octets that are signed, ``signature`` the decoded signature.
    ``alg`` is the header's; ``kid`` the header's or ``None``.
    """

    __slots__ = ("alg", "kid", "signature", "signing_input", "unverified_header", "unverified_payload")

    def __init__(self, header: dict[str, Any], payload: bytes, signing_input: bytes, signature: bytes) -> None:
        """Put a token together from parts that were checked; `parse` is the usual way."""
        self.unverified_header = header
        self.unverified_payload = payload
        self.signing_input = signing_input
        self.signature = signature
        self.alg: str = header["alg"]
        self.kid: str | None = header.get("kid")

    @classmethod
    def parse(cls, token: str | bytes | Mapping[str, Any], detached_payload: bytes | None = None) -> Token:
        """Take a JWS apart: text in the compact serialisation, a mapping in the JSON serialisation with one signature.

        ``detached_payload`` is the content of a token that travels without it (RFC 7515, Appendix F).

        Raises `TokenError`: ``not_a_jws`` for a JWE or an opaque token, else ``malformed``.
        """
        if not isinstance(token, Mapping):
            return _compact(_octets(token), detached_payload)
        tokens = cls.parse_all(token, detached_payload)
        if len(tokens) != 1:
            raise _malformed("several signatures where one is expected")
        return tokens[0]

    @classmethod
    def parse_all(cls, token: Mapping[str, Any], detached_payload: bytes | None = None) -> list[Token]:
        """Take a JSON serialisation apart, flattened or general (RFC 7515, 7.2): one token for each signature. Errors as in `parse`."""
        if "ciphertext" in token:
            raise TokenError("not_a_jws", "a JWE: encrypted, not signed")
        signatures = _signatures(token)
        tokens = [_from_json(signature, token.get("payload"), detached_payload) for signature in signatures]
        if len({one.unverified_header.get("b64", True) for one in tokens}) > 1:
            raise _malformed("signatures that disagree about b64")
        return tokens

    def __repr__(self) -> str:
        """Name the algorithm and the kid; neither payload nor signature."""
        return f"Token(alg={self.alg!r}, kid={self.kid!r})"


def _malformed(message: str) -> TokenError:
    return TokenError("malformed", message)


def _octets(token: object) -> bytes:
    if isinstance(token, str):
        try:
            token = token.encode("ascii")
        except UnicodeEncodeError:
            raise _malformed("characters outside ASCII") from None
    if not isinstance(token, bytes):
        raise _malformed("neither text nor a JSON object")
    if len(token) > MAXIMUM_TOKEN:
        raise _malformed("a token longer than 1 MiB")
    return token


def _compact(text: bytes, detached_payload: bytes | None) -> Token:
    segments = text.split(b".", 5)
    if len(segments) != 3:
        raise _not_three_segments(text, len(segments))
    encoded_header, payload_segment, encoded_signature = segments
    header = read_header(encoded_header)
    check_header(header, header)
    payload, content = _payload(header, payload_segment, detached_payload)
    return Token(header, payload, encoded_header + b"." + content, decode(encoded_signature))


def _not_three_segments(text: bytes, segments: int) -> TokenError:
    if segments == 5:
        return TokenError("not_a_jws", "five segments: a JWE, encrypted, not signed")
    if segments == 1 and text and not text.lstrip().startswith((b"{", b"[")):
        return TokenError("not_a_jws", "one segment: an opaque token")
    return _malformed("not three segments")


def _payload(header: Mapping[str, Any], segment: bytes, detached: bytes | None) -> tuple[bytes, bytes]:
    """Return the payload's octets and the octets that stand for it in the signing input."""
    if detached is not None and segment:
        raise _malformed("a detached payload beside an attached one")
    plain = header.get("b64", True) is False
    if detached is not None:
        return detached, detached if plain else encode_octets(detached)
    return segment if plain else decode(segment), segment


def _signatures(token: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    if "signatures" not in token:
        return [token]
    signatures = token["signatures"]
    if {"signature", "protected", "header"} & token.keys():
        raise _malformed("members of both JSON serialisations")
    if not isinstance(signatures, list) or not 0 < len(signatures) <= MAXIMUM_SIGNATURES:
        raise _malformed("signatures that are no array of one to a hundred")
    if not all(isinstance(signature, Mapping) for signature in signatures):
        raise _malformed("a signature that is no object")
    return signatures


def _from_json(signature: Mapping[str, Any], payload: object, detached: bytes | None) -> Token:
    encoded_header = _member(signature, "protected") or b""
    header = _joined(read_header(encoded_header) if "protected" in signature else {}, signature.get("header", {}))
    segment = b"" if payload is None and detached is not None else _text(payload)
    octets, content = _payload(header, segment, detached)
    encoded_signature = _member(signature, "signature")
    if encoded_signature is None:
        raise _malformed("no signature")
    return Token(header, octets, encoded_header + b"." + content, decode(encoded_signature))


def _joined(protected: dict[str, Any], unprotected: object) -> dict[str, Any]:
    """Join the two headers, which may not share a name (RFC 7515, 7.2.1)."""
    if not isinstance(unprotected, Mapping) or not all(isinstance(name, str) for name in unprotected):
        raise _malformed("an unprotected header that is no object")
    if protected.keys() & unprotected.keys():
        raise _malformed("a header member that is both protected and unprotected")
    header = {**unprotected, **protected}
    check_header(header, protected)
    return header


def _member(signature: Mapping[str, Any], name: str) -> bytes | None:
    return _text(signature[name]) if name in signature else None


def _text(value: object) -> bytes:
    if not isinstance(value, str):
        raise _malformed("a member that is no text")
    try:
        octets = value.encode("utf-8")
    except UnicodeEncodeError:
        raise _malformed("a lone surrogate") from None
    if len(octets) > MAXIMUM_TOKEN:
        raise _malformed("a token longer than 1 MiB")
    return octets
