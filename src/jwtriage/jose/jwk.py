"""JSON Web Keys, strictly: each member in its one canonical form (RFC 7517, 4; RFC 7518, 6; RFC 8037, 2; RFC 9964, 3)."""

from binascii import Error, a2b_base64
from collections.abc import Mapping
from typing import Any, cast

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509 import load_der_x509_certificate

from jwtriage.jose.errors import KeyLoadError
from jwtriage.jose.jwk_material import load_private, load_public, octets_of
from jwtriage.jose.keys import Binding, Key
from jwtriage.jose.resemblance import resembles_key_document

MAXIMUM_CERTIFICATES = 20
"""How many certificates ``x5c`` may hold."""


def load_jwk(jwk: Mapping[str, Any]) -> Key:
    """Read one JWK, public, private or shared.

    Refused: members that are not canonical, a private half that does not belong to the public one, ``x5c`` whose first certificate holds another
    key, ``use`` and ``key_ops`` that contradict each other (RFC 7517, 4.3).

    Raises `KeyLoadError` (``key_invalid``).
    """
    binding = _binding(jwk)
    kind = jwk.get("kty")
    if kind == "oct":
        return Key.from_secret(_secret_of(jwk), **binding)
    public = load_public(jwk)
    is_private = "priv" in jwk if kind == "AKP" else "d" in jwk
    key = Key.from_private(load_private(jwk, public), **binding) if is_private else Key.from_public(public, **binding)
    if key.x5c:
        _check_certificate(key)
    return key


def _secret_of(jwk: Mapping[str, Any]) -> bytes:
    """Return the octets of ``k``, unless they are a key document: a public key's text must never become a secret (RFC 8725, 2.1)."""
    octets = octets_of(jwk, "k")
    if resembles_key_document(octets):
        raise KeyLoadError("key_invalid", "a shared secret that is the text of a key document")
    return octets


def _binding(jwk: Mapping[str, Any]) -> Binding:
    key_ops = _names(jwk, "key_ops")
    use = _name(jwk, "use")
    if use == "sig" and key_ops is not None and not {"sign", "verify"}.issuperset(key_ops):
        raise KeyLoadError("key_invalid", "use and key_ops that contradict each other")
    return {"kid": _name(jwk, "kid"), "alg": _name(jwk, "alg"), "use": use, "key_ops": key_ops, "x5c": _certificates(jwk)}


def _name(jwk: Mapping[str, Any], member: str) -> str | None:
    value = jwk.get(member)
    if member in jwk and not isinstance(value, str):
        raise KeyLoadError("key_invalid", f"a {member} that is no string")
    return cast("str | None", value)


def _names(jwk: Mapping[str, Any], member: str) -> tuple[str, ...] | None:
    values = jwk.get(member)
    if member not in jwk:
        return None
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values) or len(set(values)) != len(values):
        raise KeyLoadError("key_invalid", f"{member} that is no array of distinct strings")
    return tuple(values)


def _certificates(jwk: Mapping[str, Any]) -> tuple[bytes, ...]:
    """Decode ``x5c``, which is base64 with padding, not base64url (RFC 7517, 4.7)."""
    chain = _names(jwk, "x5c") or ()
    if len(chain) > MAXIMUM_CERTIFICATES:
        raise KeyLoadError("key_invalid", "x5c with too many certificates")
    try:
        return tuple(a2b_base64(certificate, strict_mode=True) for certificate in chain)
    except (Error, ValueError):
        raise KeyLoadError("key_invalid", "x5c that is not base64") from None


def _check_certificate(key: Key) -> None:
    """Refuse a first certificate that holds another key (RFC 7517, 4.7)."""
    try:
        certified = load_der_x509_certificate(key.x5c[0]).public_key()
        der = certified.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise KeyLoadError("key_invalid", "x5c that holds no certificate of a known kind") from None
    if der != key.spki_der():
        raise KeyLoadError("key_invalid", "x5c with a certificate for another key")
