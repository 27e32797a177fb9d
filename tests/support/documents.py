"""Key documents for the tests of causes: JWKs, sets, certificates, and examples around them."""

import datetime
import json
from base64 import b64encode, urlsafe_b64encode
from functools import cache

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec as elliptic
from cryptography.hazmat.primitives.asymmetric import rsa as rivest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cryptography.x509.oid import NameOID

from jwtriage.forensics.keytext import strict_keys
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from jwtriage.jose.secret import Secret
from jwtriage.model.case import Case, Origin, Sighting
from jwtriage.model.change import Choice, DocumentText
from tests.support.example import CLAIMS, Example
from tests.support.keys import public_pem, rsa
from tests.support.tokens import sign


def number(value: int, octets: int | None = None) -> str:
    """Write a number in base64url, in as many octets as wanted."""
    return text(value.to_bytes(octets or (value.bit_length() + 7) // 8))


def text(octets: bytes) -> str:
    """Write octets in base64url."""
    return urlsafe_b64encode(octets).rstrip(b"=").decode()


def jwk(key, **members) -> dict:
    """Write the public half as a JWK; ``members`` are added or take the place of its own."""
    numbers = key.public_key().public_numbers()
    if isinstance(key, rivest.RSAPrivateKey):
        return {"kty": "RSA", "n": number(numbers.n), "e": number(numbers.e), **members}
    assert isinstance(key, elliptic.EllipticCurvePrivateKey)
    octets = (key.curve.key_size + 7) // 8
    curve = {"secp256r1": "P-256", "secp384r1": "P-384", "secp521r1": "P-521"}[key.curve.name]
    return {"kty": "EC", "crv": curve, "x": number(numbers.x, octets), "y": number(numbers.y, octets), **members}


def jwks(*keys: dict) -> bytes:
    """Write a set."""
    return json.dumps({"keys": keys}).encode()


@cache
def certificate(key) -> bytes:
    """Make a self-signed certificate in DER."""
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "id.example")])
    start = datetime.datetime(2026, 1, 1)
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
    signed = builder.not_valid_before(start).not_valid_after(start.replace(year=2036)).sign(key, hashes.SHA256())
    return signed.public_bytes(Encoding.DER)


def certificate_pem(key) -> bytes:
    """Write the certificate as ``CERTIFICATE``."""
    return x509.load_der_x509_certificate(certificate(key)).public_bytes(Encoding.PEM)


def certificate_text(key) -> str:
    """Write the certificate as ``x5c`` holds it."""
    return b64encode(certificate(key)).decode()


def pkcs1_pem(key) -> bytes:
    """Write the public half as ``RSA PUBLIC KEY``."""
    return key.public_key().public_bytes(Encoding.PEM, PublicFormat.PKCS1)


def pem_lines(key=None) -> list[bytes]:
    """Return the lines of the public PEM."""
    return public_pem(key or rsa()).splitlines()


def given(document: bytes, *causes: str, token: bytes | None = None, name: str = "public.pem", **more) -> Example:
    """Make the example of a verifier that was given ``document``; the token is one of the key ``rsa()`` unless given."""
    return Example(token or sign(CLAIMS, rsa(), "RS256"), {name: document}, ("--verifier", name), causes, **more)


def given_set(
    *keys: dict, causes: tuple[str, ...], key=None, alg: str = "RS256", other: bytes | None = None, other_name: str = "live.json", **headers
) -> Example:
    """Make the example of a verifier with a set, perhaps a candidate document beside it, and a token with these header members."""
    token = sign(CLAIMS, key or rsa(), alg, headers or None)
    candidate = ("--candidate", other_name) if other is not None else ()
    files = {"jwks.json": jwks(*keys), **({other_name: other} if other is not None else {})}
    return Example(token, files, ("--verifier", "jwks.json", *candidate), causes)


def proposals(cause, document: bytes) -> list[bytes]:
    """Return the texts that the hook proposes for a document."""
    return [change.text for change in cause.propose_document(DocumentText(document, None, True))]


def is_read(document: bytes, key) -> bool:
    """Tell whether the strictest reader finds exactly ``key``, or it among others, in the document."""
    return Key.from_public(key.public_key()) in strict_keys(document)


def sighting(document: bytes, place: str = "jwks.json", verifier: str | None = "", **labels: str) -> Sighting:
    """Make a sighting of a whole file."""
    return Sighting(Secret(document), Origin(place), verifier=verifier, labels=labels)


def choice(own: Sighting, signer: Sighting, signing_key, *, chosen: int | None = None, **headers) -> Choice:
    """Put a choice together: the verifier's text, the text with the key that verifies, and which of the verifier's keys was taken."""
    token = TokenText.read(sign(CLAIMS, signing_key, "RS256", headers or None))
    verifier_keys, signer_keys = strict_keys(own.text.reveal()), strict_keys(signer.text.reveal())
    case = Case(token.text, (own, signer) if signer is not own else (own,))
    signed = next(key for key in signer_keys if key == Key.from_public(signing_key.public_key()))
    taken = verifier_keys[chosen] if chosen is not None else None
    return Choice(case, token, taken, own, signed, signer, tuple(verifier_keys), tuple(signer_keys))
