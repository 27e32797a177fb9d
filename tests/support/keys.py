"""Private keys for tests: made once in a run, the same object for the same name."""

from functools import cache

from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

CURVES = {"P-256": ec.SECP256R1(), "P-384": ec.SECP384R1(), "P-521": ec.SECP521R1(), "secp256k1": ec.SECP256K1()}
SECRET = b"an-ordinary-secret-of-64-octets-for-every-hash-0123456789abcdefg"


@cache
def rsa_key(name: str = "a", bits: int = 2048, exponent: int = 65537) -> rsa.RSAPrivateKey:
    """Make the RSA key of that name and size."""
    return rsa.generate_private_key(exponent, bits)


@cache
def ec_key(curve: str = "P-256", name: str = "a") -> ec.EllipticCurvePrivateKey:
    """Make the EC key of that name on a curve named as in ``crv``."""
    return ec.generate_private_key(CURVES[curve])


@cache
def ed25519_key(name: str = "a") -> ed25519.Ed25519PrivateKey:
    """Make the Ed25519 key of that name."""
    return ed25519.Ed25519PrivateKey.generate()


@cache
def ed448_key(name: str = "a") -> ed448.Ed448PrivateKey:
    """Make the Ed448 key of that name."""
    return ed448.Ed448PrivateKey.generate()


def public_pem(key) -> bytes:
    """Write the public half as ``PUBLIC KEY``."""
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)


def public_der(key) -> bytes:
    """Write the public half as SubjectPublicKeyInfo in DER."""
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def private_pem(key) -> bytes:
    """Write the key as ``PRIVATE KEY`` (PKCS#8)."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def traditional_pem(key) -> bytes:
    """Write the key as ``RSA PRIVATE KEY`` or ``EC PRIVATE KEY``."""
    return key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())


