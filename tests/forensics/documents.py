"""Certificates, requests and containers around test keys, made with cryptography."""

from datetime import datetime
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption
from cryptography.hazmat.primitives.serialization.pkcs12 import serialize_key_and_certificates

from tests.support import keys

NAME = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "example")])


def certificate_object(key) -> x509.Certificate:
    """Issue a certificate for the key, signed by an RSA key of its own."""
    builder = x509.CertificateBuilder().subject_name(NAME).issuer_name(NAME).public_key(key.public_key()).serial_number(7)
    return builder.not_valid_before(datetime(2020, 1, 1)).not_valid_after(datetime(2050, 1, 1)).sign(keys.rsa("authority"), hashes.SHA256())


def certificate(key) -> bytes:
    """Issue a certificate in DER."""
    return certificate_object(key).public_bytes(Encoding.DER)


def certificate_pem(key) -> bytes:
    """Issue a certificate in PEM."""
    return certificate_object(key).public_bytes(Encoding.PEM)


def request(key) -> bytes:
    """Write a certificate request in DER."""
    return x509.CertificateSigningRequestBuilder().subject_name(NAME).sign(key, hashes.SHA256()).public_bytes(Encoding.DER)


@cache
def pkcs12(key, password: bytes | None = None) -> bytes:
    """Write a PKCS#12 file, without encryption unless a password is given; without a key only the certificate of an EC key."""
    protection = BestAvailableEncryption(password) if password else NoEncryption()
    return serialize_key_and_certificates(b"name", key, certificate_object(key or keys.ec()), None, protection)
