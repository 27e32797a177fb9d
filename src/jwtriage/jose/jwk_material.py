"""From the members of a JWK to key objects of cryptography, and nothing beside the canonical form (RFC 7518, 6; RFC 8037, 2; RFC 9964, 3)."""

from collections.abc import Mapping
from typing import Any, TypeAlias

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa, x448, x25519

from jwtriage.jose.algorithms import MAXIMUM_RSA_BITS
from jwtriage.jose.base64url import decode
from jwtriage.jose.errors import KeyLoadError, TokenError
from jwtriage.jose.material import OCTET_CURVES, PrivateKey, PublicKey, field_octets, members_of
from jwtriage.jose.ml_dsa import PRIVATE_KEYS, PUBLIC_KEYS

EC_CURVES: dict[str, ec.EllipticCurve] = {"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1(), "P-521": ec.SECP521R1(), "secp256k1": ec.SECP256K1()}
"""The curves of ``kty`` EC, by their ``crv`` (RFC 7518, 6.2.1.1; RFC 8812, 3.1)."""
_OctetPrivateKey: TypeAlias = ed25519.Ed25519PrivateKey | ed448.Ed448PrivateKey | x25519.X25519PrivateKey | x448.X448PrivateKey
_OCTET_PRIVATE_KEYS: dict[str, type[_OctetPrivateKey]] = {
    "Ed25519": ed25519.Ed25519PrivateKey,
    "Ed448": ed448.Ed448PrivateKey,
    "X25519": x25519.X25519PrivateKey,
    "X448": x448.X448PrivateKey,
}
_RSA_PRIVATE = ("d", "p", "q", "dp", "dq", "qi")
_MAXIMUM_OCTETS = 2 * MAXIMUM_RSA_BITS // 8


def octets_of(jwk: Mapping[str, Any], member: str) -> bytes:
    """Decode a member in base64url. Raises `KeyLoadError` (``key_invalid``) if it is absent, empty or not canonical."""
    value = jwk.get(member)
    try:
        octets = decode(value) if isinstance(value, str) else b""
    except TokenError:
        raise KeyLoadError("key_invalid", f"{member} that is not canonical base64url") from None
    if not octets:
        raise KeyLoadError("key_invalid", f"no {member}")
    return octets


def integer_of(jwk: Mapping[str, Any], member: str) -> int:
    """Decode a Base64urlUInt, which has no leading zero octet (RFC 7518, 2). Errors as in `octets_of`."""
    octets = octets_of(jwk, member)
    if octets[0] == 0 or len(octets) > _MAXIMUM_OCTETS:
        raise KeyLoadError("key_invalid", f"{member} with a leading zero octet, or too long")
    return int.from_bytes(octets)


def load_public(jwk: Mapping[str, Any]) -> PublicKey:
    """Build the public key of a JWK.

    Raises `KeyLoadError` (``key_invalid``) for an unknown ``kty`` or ``crv``, a point that is not on the curve, a coordinate of another width,
    a modulus or exponent out of bounds.
    """
    kind = jwk.get("kty")
    loader = _PUBLIC_LOADERS.get(kind) if isinstance(kind, str) else None
    if loader is None:
        raise KeyLoadError("key_invalid", "a kty that is unknown or absent")
    try:
        return loader(jwk)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise _own(error, "public members that make no key") from None


def load_private(jwk: Mapping[str, Any], public: PublicKey) -> PrivateKey:
    """Build the private key of a JWK whose public half is ``public``.

    Raises `KeyLoadError` (``key_invalid``) if the members make no key or one that belongs to another public key.
    """
    try:
        private_key = _PRIVATE_LOADERS[jwk["kty"]](jwk)
    except (ValueError, UnsupportedAlgorithm) as error:
        raise _own(error, "private members that make no key") from None
    if members_of(private_key.public_key()) != members_of(public):
        raise KeyLoadError("key_invalid", "a private half that does not belong to the public one")
    return private_key


def _own(error: Exception, message: str) -> KeyLoadError:
    """Keep our own error; put ours in the place of a foreign one, whose text may quote the key."""
    return error if isinstance(error, KeyLoadError) else KeyLoadError("key_invalid", message)


def _rsa_numbers(jwk: Mapping[str, Any]) -> rsa.RSAPublicNumbers:
    modulus, exponent = integer_of(jwk, "n"), integer_of(jwk, "e")
    if modulus.bit_length() > MAXIMUM_RSA_BITS or modulus % 2 == 0 or exponent < 3 or exponent % 2 == 0:
        raise KeyLoadError("key_invalid", "an RSA modulus or exponent out of bounds")
    return rsa.RSAPublicNumbers(exponent, modulus)


def _rsa_public(jwk: Mapping[str, Any]) -> PublicKey:
    return _rsa_numbers(jwk).public_key()


def _rsa_private(jwk: Mapping[str, Any]) -> PrivateKey:
    if "oth" in jwk:
        raise KeyLoadError("key_invalid", "an RSA key of more than two primes")
    d, p, q, dp, dq, qi = (integer_of(jwk, member) for member in _RSA_PRIVATE)
    return rsa.RSAPrivateNumbers(p, q, d, dp, dq, qi, _rsa_numbers(jwk)).private_key()


def _ec_curve(jwk: Mapping[str, Any]) -> ec.EllipticCurve:
    curve = jwk.get("crv")
    if not isinstance(curve, str) or curve not in EC_CURVES:
        raise KeyLoadError("key_invalid", "a crv that is unknown or absent")
    return EC_CURVES[curve]


def _field_element(jwk: Mapping[str, Any], member: str, width: int) -> int:
    octets = octets_of(jwk, member)
    if len(octets) != width:
        raise KeyLoadError("key_invalid", f"{member} of another width than the curve's (RFC 7518, 6.2.1.2)")
    return int.from_bytes(octets)


def _ec_public(jwk: Mapping[str, Any]) -> PublicKey:
    curve = _ec_curve(jwk)
    width = field_octets(curve)
    return ec.EllipticCurvePublicNumbers(_field_element(jwk, "x", width), _field_element(jwk, "y", width), curve).public_key()


def _ec_private(jwk: Mapping[str, Any]) -> PrivateKey:
    curve = _ec_curve(jwk)
    return ec.derive_private_key(_field_element(jwk, "d", field_octets(curve)), curve)


def _octet_public(jwk: Mapping[str, Any]) -> PublicKey:
    curve = jwk.get("crv")
    if not isinstance(curve, str) or curve not in OCTET_CURVES:
        raise KeyLoadError("key_invalid", "a crv that is unknown or absent")
    return OCTET_CURVES[curve].from_public_bytes(octets_of(jwk, "x"))


def _octet_private(jwk: Mapping[str, Any]) -> PrivateKey:
    return _OCTET_PRIVATE_KEYS[jwk["crv"]].from_private_bytes(octets_of(jwk, "d"))


def _ml_dsa_public(jwk: Mapping[str, Any]) -> PublicKey:
    name = jwk.get("alg")
    if not isinstance(name, str) or name not in PUBLIC_KEYS:
        raise KeyLoadError("key_invalid", "an AKP key without an alg that is known here (RFC 9964, 3)")
    return PUBLIC_KEYS[name].from_public_bytes(octets_of(jwk, "pub"))


def _ml_dsa_private(jwk: Mapping[str, Any]) -> PrivateKey:
    return PRIVATE_KEYS[jwk["alg"]].from_seed_bytes(octets_of(jwk, "priv"))


_PUBLIC_LOADERS = {"RSA": _rsa_public, "EC": _ec_public, "OKP": _octet_public, "AKP": _ml_dsa_public}
_PRIVATE_LOADERS = {"RSA": _rsa_private, "EC": _ec_private, "OKP": _octet_private, "AKP": _ml_dsa_private}
