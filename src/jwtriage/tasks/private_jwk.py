"""A private key as a JWK (RFC 7518 sections 6.2.2 and 6.3.2, RFC 8037 section 2, RFC 9964 section 3): only ever written to a file."""

from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa, x448, x25519

from jwtriage.jose.base64url import encode
from jwtriage.jose.keys import Key

_OCTET_KEYS = (ed25519.Ed25519PrivateKey, ed448.Ed448PrivateKey, x25519.X25519PrivateKey, x448.X448PrivateKey)


def private_members(key: Key) -> dict[str, str]:
    """Return the members that a JWK of this key has beyond those of its public half: secret, never to be shown."""
    private = key.private_key
    if isinstance(private, rsa.RSAPrivateKey):
        return _rsa_members(private.private_numbers())
    if isinstance(private, ec.EllipticCurvePrivateKey):
        return {"d": _encode_number(private.private_numbers().private_value, (private.key_size + 7) // 8)}
    if isinstance(private, _OCTET_KEYS):
        return {"d": encode(private.private_bytes_raw())}
    return {} if private is None else {"priv": encode(private.private_bytes_raw())}


def _rsa_members(numbers: rsa.RSAPrivateNumbers) -> dict[str, str]:
    named = {"d": numbers.d, "p": numbers.p, "q": numbers.q, "dp": numbers.dmp1, "dq": numbers.dmq1, "qi": numbers.iqmp}
    return {name: _encode_number(value, (value.bit_length() + 7) // 8) for name, value in named.items()}


def _encode_number(value: int, octets: int) -> str:
    return encode(value.to_bytes(octets))
