"""Key material that is the same in every run: keys and secrets grown from their names."""

import base64
import datetime
import json
import random
from functools import cache

import gmpy2
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

ALPHANUMERIC = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
CURVES = {"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1(), "P-521": ec.SECP521R1(), "secp256k1": ec.SECP256K1()}


def b64url(octets: bytes) -> bytes:
    """Write octets in base64url without padding."""
    return base64.urlsafe_b64encode(octets).rstrip(b"=")


def b64(octets: bytes) -> bytes:
    """Write octets in standard base64."""
    return base64.b64encode(octets)


def _prime(bits: int, source: random.Random) -> int:
    return int(gmpy2.next_prime(source.getrandbits(bits) | 3 << (bits - 2)))


@cache
def rsa_key(name: str = "a", bits: int = 2048) -> rsa.RSAPrivateKey:
    """Grow an RSA key from its name."""
    source = random.Random(f"rsa {name} {bits}")
    p, q = _prime(bits // 2, source), _prime(bits // 2, source)
    d = pow(65537, -1, (p - 1) * (q - 1))
    public = rsa.RSAPublicNumbers(65537, p * q)
    numbers = rsa.RSAPrivateNumbers(p, q, d, rsa.rsa_crt_dmp1(d, p), rsa.rsa_crt_dmq1(d, q), rsa.rsa_crt_iqmp(p, q), public)
    return numbers.private_key()


@cache
def ec_key(curve: str = "P-256", name: str = "a") -> ec.EllipticCurvePrivateKey:
    """Grow an EC key from its name."""
    return ec.derive_private_key(random.Random(f"ec {curve} {name}").getrandbits(250), CURVES[curve])


@cache
def ed25519_key(name: str = "a") -> ed25519.Ed25519PrivateKey:
    """Grow an Ed25519 key from its name."""
    return ed25519.Ed25519PrivateKey.from_private_bytes(random.Random(f"ed25519 {name}").randbytes(32))


@cache
def ed448_key(name: str = "a") -> ed448.Ed448PrivateKey:
    """Grow an Ed448 key from its name."""
    return ed448.Ed448PrivateKey.from_private_bytes(random.Random(f"ed448 {name}").randbytes(57))


def key_for(alg: str, name: str = "a"):
    """Return a key that fits an algorithm."""
    if alg in ("EdDSA", "Ed25519"):
        return ed25519_key(name)
    curve = {"ES256": "P-256", "ES384": "P-384", "ES512": "P-521", "ES256K": "secp256k1"}.get(alg)
    return ec_key(curve, name) if curve else rsa_key(name)


def spki(key) -> bytes:
    """Write the public half in DER."""
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def public_pem(key) -> bytes:
    """Write the public half as PUBLIC KEY."""
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def pkcs1_pem(key) -> bytes:
    """Write the public half as RSA PUBLIC KEY."""
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.PKCS1)


def private_pem(key, form: PrivateFormat = PrivateFormat.PKCS8) -> bytes:
    """Write the private key."""
    return key.private_bytes(Encoding.PEM, form, NoEncryption())


@cache
def certificate(key) -> x509.Certificate:
    """Make a self-signed certificate."""
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "id.example")])
    start = datetime.datetime(2026, 1, 1)
    builder = x509.CertificateBuilder(name, name, key.public_key(), 7, start, start.replace(year=2036))
    edwards = isinstance(key, ed25519.Ed25519PrivateKey | ed448.Ed448PrivateKey)
    return builder.sign(key, None if edwards else hashes.SHA256())


def certificate_pem(key) -> bytes:
    """Write the certificate as CERTIFICATE."""
    return certificate(key).public_bytes(Encoding.PEM)


def _number(value: int, octets: int | None = None) -> str:
    return b64url(value.to_bytes(octets or (value.bit_length() + 7) // 8, "big")).decode()


def jwk(key, **members) -> dict:
    """Write the public half as a JWK; a shared secret as ``oct``."""
    return {**_members(key), **members}


def _members(key) -> dict:
    if isinstance(key, bytes):
        return {"kty": "oct", "k": b64url(key).decode()}
    if isinstance(key, rsa.RSAPrivateKey):
        numbers = key.public_key().public_numbers()
        return {"kty": "RSA", "n": _number(numbers.n), "e": _number(numbers.e)}
    if isinstance(key, ec.EllipticCurvePrivateKey):
        point, octets = key.public_key().public_numbers(), (key.curve.key_size + 7) // 8
        name = next(name for name, curve in CURVES.items() if curve.name == key.curve.name)
        return {"kty": "EC", "crv": name, "x": _number(point.x, octets), "y": _number(point.y, octets)}
    raw = key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return {"kty": "OKP", "crv": "Ed25519" if len(raw) == 32 else "Ed448", "x": b64url(raw).decode()}


def jwks(*members: dict) -> bytes:
    """Write a set."""
    return json.dumps({"keys": members}, separators=(",", ":")).encode()


def alphanumeric(source: random.Random, length: int = 40) -> bytes:
    """Draw a random secret of letters and digits."""
    return "".join(source.choices(ALPHANUMERIC, k=length)).encode()
