"""Keys and tokens of the lab, made with cryptography and the standard library alone: none of our code vouches for itself."""

import hmac
import json
import secrets
from base64 import b64encode, urlsafe_b64encode
from collections.abc import Mapping
from functools import cached_property

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

Claims = Mapping[str, object]


class Secret:
    """A text that both sides share, of 32 octets of chance unless it is given."""

    def __init__(self, text: str = "") -> None:
        self.text = text or secrets.token_urlsafe(32)

    def sign(self, alg: str, octets: bytes) -> bytes:
        """Compute the HMAC of the text's octets."""
        return hmac.digest(self.text.encode(), octets, f"sha{alg[2:]}")

    def written(self, form: str, _kid: str) -> str:
        """Write it as ``text`` or ``base64``."""
        return self.text if form == "text" else b64encode(self.text.encode()).decode()


class Pair:
    """A pair of keys."""

    def __init__(self, private: rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey) -> None:
        self.private = private

    @classmethod
    def new(cls, kind: str) -> "Pair":
        """Make a pair: ``rsa`` of 2048 bits, ``ec`` on P-256."""
        return cls(rsa.generate_private_key(65537, 2048) if kind == "rsa" else ec.generate_private_key(ec.SECP256R1()))

    @cached_property
    def public_pem(self) -> str:
        """Return the public half as SubjectPublicKeyInfo."""
        return self.private.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()

    def sign(self, alg: str, octets: bytes) -> bytes:
        """Sign as ``alg`` demands."""
        if isinstance(self.private, rsa.RSAPrivateKey):
            scheme = padding.PKCS1v15() if alg.startswith("RS") else padding.PSS(padding.MGF1(hashes.SHA256()), padding.PSS.DIGEST_LENGTH)
            return self.private.sign(octets, scheme, hashes.SHA256())
        return b"".join(number.to_bytes(32) for number in decode_dss_signature(self.der(octets)))

    def der(self, octets: bytes) -> bytes:
        """Sign with ECDSA as X.509 writes it: a DER sequence."""
        if isinstance(self.private, rsa.RSAPrivateKey):
            raise TypeError("an RSA signature is not written in DER")
        return self.private.sign(octets, ec.ECDSA(hashes.SHA256()))

    def written(self, form: str, kid: str) -> str:
        """Write it as ``public`` (or ``escaped``, the same in one line), ``private``, ``pkcs1`` or ``jwk``."""
        if form == "jwk":
            return self._jwk(kid)
        return {"public": lambda: self.public_pem, "escaped": self._escaped, "private": self._private, "pkcs1": self._pkcs1}[form]()

    def _escaped(self) -> str:
        return self.public_pem.replace("\n", "\\n")

    def _private(self) -> str:
        return self.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()

    def _pkcs1(self) -> str:
        return self.private.public_key().public_bytes(Encoding.PEM, PublicFormat.PKCS1).decode()

    def _jwk(self, kid: str) -> str:
        named: dict[str, object] = {"kid": kid} if kid else {}
        numbers = self.private.public_key().public_numbers()
        if isinstance(numbers, rsa.RSAPublicNumbers):
            return json.dumps({"kty": "RSA", "use": "sig", **named, "n": _number(numbers.n, 256), "e": "AQAB"})
        return json.dumps({"kty": "EC", "use": "sig", **named, "crv": "P-256", "x": _number(numbers.x, 32), "y": _number(numbers.y, 32)})


Key = Secret | Pair


def make(kind: str) -> Key:
    """Make a key: ``secret``, ``rsa``, ``ec``, or ``text: …`` for a secret of a given text."""
    if kind.startswith("text: "):
        return Secret(kind.removeprefix("text: "))
    return Secret() if kind == "secret" else Pair.new(kind)


def segment(octets: bytes) -> str:
    """Write base64url without padding (RFC 7515, section 2)."""
    return urlsafe_b64encode(octets).rstrip(b"=").decode()


def token(key: Key, alg: str, claims: Claims, headers: Claims, *, der: bool = False) -> str:
    """Make a compact JWS; ``der`` leaves an ECDSA signature in DER, as a careless signer does."""
    header = {"alg": alg, "typ": "JWT", **headers}
    signing_input = ".".join(segment(json.dumps(part, separators=(",", ":")).encode()) for part in (header, claims))
    signature = key.der(signing_input.encode()) if der and isinstance(key, Pair) else key.sign(alg, signing_input.encode())
    return f"{signing_input}.{segment(signature)}"


def _number(number: int, octets: int) -> str:
    return segment(number.to_bytes(octets))
