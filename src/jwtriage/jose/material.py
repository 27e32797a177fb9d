"""What a public key is: its kind, its curve, its size, and its JWK members (RFC 7518, 6; RFC 8037, 2; RFC 9964, 3)."""

from typing import TYPE_CHECKING, NamedTuple, TypeAlias, cast

from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa, x448, x25519

from jwtriage.jose.algorithms import KeyKind
from jwtriage.jose.base64url import encode
from jwtriage.jose.errors import KeyLoadError
from jwtriage.jose.ml_dsa import parameter_set

if TYPE_CHECKING:
    from jwtriage.jose.ml_dsa import MLDSAPrivateKey, MLDSAPublicKey

OctetPublicKey: TypeAlias = ed25519.Ed25519PublicKey | ed448.Ed448PublicKey | x25519.X25519PublicKey | x448.X448PublicKey
PublicKey: TypeAlias = "rsa.RSAPublicKey | ec.EllipticCurvePublicKey | OctetPublicKey | MLDSAPublicKey"
PrivateKey: TypeAlias = (
    "rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey | ed25519.Ed25519PrivateKey | ed448.Ed448PrivateKey"
    " | x25519.X25519PrivateKey | x448.X448PrivateKey | MLDSAPrivateKey"
)

CURVE_NAMES = {"secp256r1": "P-256", "secp384r1": "P-384", "secp521r1": "P-521"}
"""The ``crv`` of a curve by its name in SEC 2, where the two differ."""
OCTET_CURVES: dict[str, type[OctetPublicKey]] = {
    "Ed25519": ed25519.Ed25519PublicKey,
    "Ed448": ed448.Ed448PublicKey,
    "X25519": x25519.X25519PublicKey,
    "X448": x448.X448PublicKey,
}
"""The class of an ``OKP`` public key, by its ``crv``."""


class Shape(NamedTuple):
    """A key's kind, its curve (``crv``; the parameter set of an ML-DSA key) and its size in bits."""

    kind: KeyKind
    curve: str | None
    bits: int


def shape_of(public: object) -> Shape:
    """Tell kind, curve and size of a public key of cryptography.

    Raises `KeyLoadError` (``key_invalid``) for a key that JOSE has no kind for, such as DSA.
    """
    if isinstance(public, rsa.RSAPublicKey):
        return Shape("RSA", None, public.key_size)
    if isinstance(public, ec.EllipticCurvePublicKey):
        return Shape("EC", CURVE_NAMES.get(public.curve.name, public.curve.name), public.key_size)
    for curve, octet_kind in OCTET_CURVES.items():
        if isinstance(public, octet_kind):
            return Shape("OKP", curve, len(public.public_bytes_raw()) * 8)
    parameters = parameter_set(public)
    if parameters is None:
        raise KeyLoadError("key_invalid", "a kind of key that JOSE does not know")
    return Shape("AKP", parameters, len(cast("MLDSAPublicKey", public).public_bytes_raw()) * 8)


def members_of(public: PublicKey) -> dict[str, str]:
    """Write the JWK members that define a public key, each in its one canonical form, without ``kid`` and the like."""
    if isinstance(public, rsa.RSAPublicKey):
        numbers = public.public_numbers()
        return {"kty": "RSA", "n": encode_integer(numbers.n), "e": encode_integer(numbers.e)}
    if isinstance(public, ec.EllipticCurvePublicKey):
        return _ec_members(public)
    kind, name, _ = shape_of(public)
    octets = encode(public.public_bytes_raw())
    return {"kty": "AKP", "alg": str(name), "pub": octets} if kind == "AKP" else {"kty": "OKP", "crv": str(name), "x": octets}


def _ec_members(public: ec.EllipticCurvePublicKey) -> dict[str, str]:
    numbers = public.public_numbers()
    width = field_octets(public.curve)
    return {
        "kty": "EC",
        "crv": CURVE_NAMES.get(public.curve.name, public.curve.name),
        "x": encode(numbers.x.to_bytes(width)),
        "y": encode(numbers.y.to_bytes(width)),
    }


def field_octets(curve: ec.EllipticCurve) -> int:
    """Tell how many octets a coordinate of the curve has; leading zeros count (RFC 7518, 6.2.1.2)."""
    return (curve.key_size + 7) // 8


def encode_integer(number: int) -> str:
    """Write a positive integer as Base64urlUInt: big-endian, without leading zero octets (RFC 7518, 2)."""
    return encode(number.to_bytes((number.bit_length() + 7) // 8 or 1))
