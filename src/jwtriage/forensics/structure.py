"""What a DER octet string holds, told from its shape, and the public key in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, Unpack, cast
from warnings import catch_warnings, simplefilter

from cryptography import x509
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from jwtriage.forensics import der
from jwtriage.forensics.der import BIT_STRING, INTEGER, OBJECT_IDENTIFIER, OCTET_STRING, SEQUENCE, Element
from jwtriage.jose.algorithms import MAXIMUM_RSA_BITS
from jwtriage.jose.errors import JoseError
from jwtriage.jose.keys import Key

if TYPE_CHECKING:
    from collections.abc import Callable

    from jwtriage.jose.keys import Binding
    from jwtriage.jose.material import PrivateKey, PublicKey

T = TypeVar("T")

LIMIT = 1 << 20
"""Longer octet strings are not looked at."""

PKCS7_DATA = bytes.fromhex("2a864886f70d010701")
PKCS7_SIGNED = bytes.fromhex("2a864886f70d010702")

PRIVATE_LIMIT = 1 << 14
"""Private keys of more octets are not handed to cryptography, which would check them for seconds; an RSA key of 16,384 bits has about 9,300."""

LABELS = {
    "spki": "PUBLIC KEY",
    "pkcs1-public": "RSA PUBLIC KEY",
    "pkcs1-private": "RSA PRIVATE KEY",
    "pkcs8": "PRIVATE KEY",
    "sec1": "EC PRIVATE KEY",
    "certificate": "CERTIFICATE",
    "csr": "CERTIFICATE REQUEST",
    "encrypted-pkcs8": "ENCRYPTED PRIVATE KEY",
    "dsa-private": "DSA PRIVATE KEY",
}
"""The PEM label of each structure (RFC 7468, and OpenSSL's names for PKCS#1, SEC1 and DSA)."""

PRIVATE = ("pkcs1-private", "pkcs8", "sec1")
"""The structures that hold a private key in clear."""

FOREIGN_ERRORS = (ValueError, TypeError, UnsupportedAlgorithm, OverflowError, LookupError, StopIteration, NotImplementedError)
"""What cryptography may raise over hostile octets."""


def structure_of(octets: bytes) -> str | None:
    """Name what ``octets`` hold: a key of `LABELS`, ``pkcs12``, or ``None``. Octets after the first element are overlooked."""
    if len(octets) > LIMIT:
        return None
    outer = der.first(octets)
    if outer is None or outer.tag != SEQUENCE:
        return None
    inner = der.members(outer)
    return next((name for name, fits in _SHAPES if fits(inner)), None)


def _is_spki(inner: list[Element]) -> bool:
    """SubjectPublicKeyInfo ::= SEQUENCE { AlgorithmIdentifier, BIT STRING } (RFC 5280, section 4.1)."""
    return der.tags(inner) == [SEQUENCE, BIT_STRING] and der.tags(der.members(inner[0]))[:1] == [OBJECT_IDENTIFIER]


def _is_pkcs1_public(inner: list[Element]) -> bool:
    """RSAPublicKey ::= SEQUENCE { INTEGER, INTEGER } (RFC 8017, appendix A.1.1)."""
    return der.tags(inner) == [INTEGER, INTEGER]


def _is_pkcs1_private(inner: list[Element]) -> bool:
    """RSAPrivateKey ::= SEQUENCE { version, n, e, d, p, q, … } (RFC 8017, appendix A.1.2)."""
    return der.tags(inner)[:9] == [INTEGER] * 9


def _is_dsa_private(inner: list[Element]) -> bool:
    """OpenSSL's DSA private key: SEQUENCE { version, p, q, g, y, x }."""
    return der.tags(inner) == [INTEGER] * 6


def _is_pkcs8(inner: list[Element]) -> bool:
    """PrivateKeyInfo ::= SEQUENCE { version, AlgorithmIdentifier, OCTET STRING, … } (RFC 5208, RFC 5958)."""
    return der.tags(inner)[:3] == [INTEGER, SEQUENCE, OCTET_STRING]


def _is_sec1(inner: list[Element]) -> bool:
    """ECPrivateKey ::= SEQUENCE { version 1, OCTET STRING, … } (RFC 5915)."""
    return der.tags(inner)[:2] == [INTEGER, OCTET_STRING]


def _is_encrypted_pkcs8(inner: list[Element]) -> bool:
    """EncryptedPrivateKeyInfo ::= SEQUENCE { AlgorithmIdentifier, OCTET STRING } (RFC 5958, section 3)."""
    return der.tags(inner) == [SEQUENCE, OCTET_STRING]


def _is_signed(inner: list[Element]) -> bool:
    return der.tags(inner) == [SEQUENCE, SEQUENCE, BIT_STRING]


def _is_csr(inner: list[Element]) -> bool:
    """CertificationRequestInfo begins with a version, a name and the key (RFC 2986, section 4)."""
    return _is_signed(inner) and der.tags(der.members(inner[0]))[:4] == [INTEGER, SEQUENCE, SEQUENCE, 0xA0]


def _is_pkcs12(inner: list[Element]) -> bool:
    """PFX ::= SEQUENCE { version 3, ContentInfo, MacData OPTIONAL } (RFC 7292, section 4)."""
    kind = der.members(inner[1])[:1] if der.tags(inner)[:2] == [INTEGER, SEQUENCE] else []
    return bool(kind) and kind[0].tag == OBJECT_IDENTIFIER and kind[0].content in (PKCS7_DATA, PKCS7_SIGNED)


_SHAPES: tuple[tuple[str, Callable[[list[Element]], bool]], ...] = (
    ("spki", _is_spki),
    ("pkcs1-public", _is_pkcs1_public),
    ("pkcs1-private", _is_pkcs1_private),
    ("pkcs8", _is_pkcs8),
    ("sec1", _is_sec1),
    ("encrypted-pkcs8", _is_encrypted_pkcs8),
    ("csr", _is_csr),
    ("certificate", _is_signed),
    ("pkcs12", _is_pkcs12),
    ("dsa-private", _is_dsa_private),
)


def public_from(octets: bytes) -> PublicKey | None:
    """Return the public key in ``octets`` (any structure of `LABELS`, unencrypted), or ``None``. Never raises.

    A private key yields its public half. An RSA key with more than 16,384 bits, or an exponent that is even or below 3, is refused.
    """
    structure = structure_of(octets)
    element = der.first(octets)
    if structure is None or element is None:
        return None
    short = structure not in PRIVATE or len(element.whole) <= PRIVATE_LIMIT
    key = quietly(_READERS[structure], element.whole) if structure in _READERS and short else None
    if key is None and structure in _SPARE_READERS:
        key = quietly(_SPARE_READERS[structure], element.whole)
    return key if sound(key) else None


def spki_of(public: PublicKey) -> bytes:
    """Write a public key as SubjectPublicKeyInfo in DER (RFC 5280, section 4.1)."""
    return public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)


def key_of(loaded: object, **binding: Unpack[Binding]) -> Key | None:
    """Return the `Key` of a public or private key object of cryptography; ``None`` for a kind that JOSE does not know, or one out of bounds."""
    try:
        if hasattr(loaded, "public_key"):
            return Key.from_private(cast("PrivateKey", loaded), **binding) if sound(loaded.public_key()) else None
        return Key.from_public(cast("PublicKey", loaded), **binding) if sound(loaded) else None
    except JoseError:
        return None


def sound(public: object) -> bool:
    """Tell whether a public key may be used at all: an RSA key within the bounds of `public_from`, any key of another kind."""
    if not isinstance(public, rsa.RSAPublicKey):
        return public is not None
    numbers = public.public_numbers()
    return rsa_numbers_sound(numbers.n, numbers.e)


def rsa_numbers_sound(modulus: int, exponent: int) -> bool:
    """Tell whether modulus and exponent may be used: at most 16,384 bits, both odd, the exponent at least 3."""
    return modulus.bit_length() <= MAXIMUM_RSA_BITS and modulus % 2 == 1 and exponent % 2 == 1 and 3 <= exponent < modulus


def quietly(read: Callable[[bytes], T], octets: bytes) -> T | None:
    """Return what ``read``, a function of cryptography, makes of hostile octets; ``None`` where it raises. Its warnings go nowhere."""
    with catch_warnings():
        simplefilter("ignore")
        try:
            return read(octets)
        except FOREIGN_ERRORS:
            return None


def private_from(octets: bytes) -> PrivateKey | None:
    """Return the private key in ``octets`` (PKCS#1, PKCS#8 or SEC1, unencrypted), or ``None``. Never raises; refuses as `public_from` does."""
    element = der.first(octets)
    if element is None or structure_of(octets) not in PRIVATE:
        return None
    key = quietly(_load_private, element.whole) if len(element.whole) <= PRIVATE_LIMIT else None
    return key if key is not None and sound(key.public_key()) else None


def _load_private(octets: bytes) -> PrivateKey:
    return cast("PrivateKey", serialization.load_der_private_key(octets, None))


def _from_spki(octets: bytes) -> PublicKey:
    return cast("PublicKey", serialization.load_der_public_key(octets))


def _from_private(octets: bytes) -> PublicKey:
    return _load_private(octets).public_key()


def _from_certificate(octets: bytes) -> PublicKey:
    return cast("PublicKey", x509.load_der_x509_certificate(octets).public_key())


def _from_request(octets: bytes) -> PublicKey:
    return cast("PublicKey", x509.load_der_x509_csr(octets).public_key())


def _certificate_spki(octets: bytes) -> PublicKey:
    """Find the first SubjectPublicKeyInfo in a certificate or request that cryptography refuses for another reason."""
    body = der.members(der.members(der.first(octets))[0])
    return next(_from_spki(member.whole) for member in body if structure_of(member.whole) == "spki")


def _pkcs1_numbers(octets: bytes) -> PublicKey:
    """Take n and e of a private key that cryptography refuses, such as one of three primes (RFC 8017, appendix A.1.2)."""
    numbers = der.members(der.first(octets))
    return rsa.RSAPublicNumbers(numbers[2].number, numbers[1].number).public_key()


def _pkcs8_public(octets: bytes) -> PublicKey:
    """Take the public key out of a PKCS#8 version 2 (RFC 5958: ``[1] publicKey``), where the algorithm is that of the private key."""
    fields = der.members(der.first(octets))
    public = next(field for field in fields[3:] if field.tag == 0x81)
    return _from_spki(der.encode(SEQUENCE, fields[1].whole + der.encode(BIT_STRING, public.content)))


_READERS: dict[str, Callable[[bytes], PublicKey]] = {
    "spki": _from_spki,
    "pkcs1-public": _from_spki,
    "pkcs1-private": _from_private,
    "pkcs8": _from_private,
    "sec1": _from_private,
    "certificate": _from_certificate,
    "csr": _from_request,
}
_SPARE_READERS: dict[str, Callable[[bytes], PublicKey]] = {
    "pkcs1-private": _pkcs1_numbers,
    "pkcs8": _pkcs8_public,
    "certificate": _certificate_spki,
    "csr": _certificate_spki,
}
