"""Private keys for tests: made once in a run, the same object for the same name."""

from functools import cache

from cryptography.hazmat.primitives.asymmetric import ec as elliptic
from cryptography.hazmat.primitives.asymmetric import ed448 as edwards448
from cryptography.hazmat.primitives.asymmetric import ed25519 as edwards25519
from cryptography.hazmat.primitives.asymmetric import rsa as rivest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

CURVES = {"P-256": elliptic.SECP256R1(), "P-384": elliptic.SECP384R1(), "P-521": elliptic.SECP521R1(), "secp256k1": elliptic.SECP256K1()}
SECRET = b"an-ordinary-secret-of-64-octets-for-every-hash-0123456789abcdefg"


@cache
def rsa(name: str = "a", bits: int = 2048, exponent: int = 65537) -> rivest.RSAPrivateKey:
    """Make the RSA key of that name and size."""
    return rivest.generate_private_key(exponent, bits)


@cache
def ec(curve: str = "P-256", name: str = "a") -> elliptic.EllipticCurvePrivateKey:
    """Make the EC key of that name on a curve named as in ``crv``."""
    return elliptic.generate_private_key(CURVES[curve])


@cache
def ed25519(name: str = "a") -> edwards25519.Ed25519PrivateKey:
    """Make the Ed25519 key of that name."""
    return edwards25519.Ed25519PrivateKey.generate()


@cache
def ed448(name: str = "a") -> edwards448.Ed448PrivateKey:
    """Make the Ed448 key of that name."""
    return edwards448.Ed448PrivateKey.generate()


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
