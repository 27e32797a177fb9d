"""The ways in which issuers make a kid from a key, to tell which of them a token's kid follows."""

from __future__ import annotations

import hashlib
import json
from base64 import b32encode, b64decode, b64encode, urlsafe_b64encode
from typing import TYPE_CHECKING, NamedTuple

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from jwtriage.forensics import der

if TYPE_CHECKING:
    from collections.abc import Iterator

    from jwtriage.jose.keys import Key

LIBTRUST_OCTETS = 30
"""libtrust keeps 240 bits of the SHA-256 of the SubjectPublicKeyInfo, in twelve groups of four base32 characters."""

UUID_OCTETS = 16


class Named(NamedTuple):
    """One kid that a scheme gives to a key, and the scheme in words."""

    scheme: str
    kid: str


def kids_of(key: Key) -> Iterator[Named]:
    """Yield the kids that the known schemes give to a public key; nothing for a shared secret, whose hashes are never shown."""
    if key.public is None:
        return
    spki = key.public.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    yield from _thumbprints(key)
    yield Named("libtrust fingerprint (base32 groups)", _libtrust(spki))
    yield from _digests("SubjectPublicKeyInfo", spki)
    yield from _digests("public key bits", _public_bits(spki))
    for certificate in key.x5c[:1]:
        yield from _digests("certificate (x5t)", certificate)


def scheme_of(key: Key, kid: str) -> str | None:
    """Return the scheme that gives ``kid`` to ``key``, ``None`` when no known one does. Hexadecimal in either case and padding count as equal."""
    wanted = _folded(kid)
    return next((named.scheme for named in kids_of(key) if named.kid == kid or _folded(named.kid) == wanted), None)


def _folded(kid: str) -> str:
    """Write hexadecimal in lower case without colons; take the padding off anything else."""
    plain = kid.replace(":", "").lower()
    return plain if plain and not set(plain) - set("0123456789abcdef") else kid.rstrip("=")


def _thumbprints(key: Key) -> Iterator[Named]:
    """Yield RFC 7638 thumbprints, and the URN form of RFC 9278."""
    canonical = json.dumps(key.members, separators=(",", ":"), sort_keys=True).encode()
    yield Named("RFC 7638 SHA-256 thumbprint as a URN (RFC 9278)", f"urn:ietf:params:oauth:jwk-thumbprint:sha-256:{key.thumbprint}")
    yield from _digests("RFC 7638 thumbprint", canonical)


def _digests(what: str, octets: bytes) -> Iterator[Named]:
    """Yield the usual digests of ``octets`` in the usual spellings."""
    for name, label in (("sha256", "SHA-256"), ("sha1", "SHA-1"), ("sha384", "SHA-384"), ("sha512", "SHA-512"), ("md5", "MD5")):
        digest = hashlib.new(name, octets, usedforsecurity=False).digest()
        yield Named(f"{label} of the {what}, base64url", _base64url(digest))
        yield Named(f"{label} of the {what}, base64", b64encode(digest).decode())
        yield Named(f"{label} of the {what}, hexadecimal", digest.hex())
        yield Named(f"{label} of the {what}, base64url of its hexadecimal", _base64url(digest.hex().encode()))
        yield Named(f"{label} of the {what}, base64url of its hexadecimal in capitals", _base64url(digest.hex().upper().encode()))


def _base64url(octets: bytes) -> str:
    return urlsafe_b64encode(octets).rstrip(b"=").decode()


def _libtrust(spki: bytes) -> str:
    text = b32encode(hashlib.sha256(spki).digest()[:LIBTRUST_OCTETS]).decode()
    return ":".join(text[start : start + 4] for start in range(0, len(text), 4))


def _public_bits(spki: bytes) -> bytes:
    """Return the content of the BIT STRING: what a subject key identifier hashes (RFC 5280, section 4.2.1.2)."""
    fields = der.members(der.first(spki))
    return fields[1].content[1:] if len(fields) == 2 else b""


def same_octets(one: str, other: str) -> bool:
    """Tell whether two kids spell the same octets, one in hexadecimal, the other in base64 or base64url."""
    return bool(_octets(one) & _octets(other))


def _octets(kid: str) -> set[bytes]:
    """Return what a kid may spell, when that is long enough for a digest or a UUID."""
    return {octets for octets in (_from_hex(kid), _from_base64(kid)) if len(octets) >= UUID_OCTETS}


def _from_hex(kid: str) -> bytes:
    try:
        return bytes.fromhex(kid.replace(":", "").replace("-", ""))
    except ValueError:
        return b""


def _from_base64(kid: str) -> bytes:
    text = kid.replace("-", "+").replace("_", "/").rstrip("=")
    try:
        return b64decode(text + "=" * (-len(text) % 4), validate=True)
    except ValueError:
        return b""
