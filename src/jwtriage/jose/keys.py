"""A key and what it is bound to."""

from __future__ import annotations

import hashlib
from typing import Self, TypedDict, Unpack

from cryptography.hazmat.primitives import serialization

from jwtriage.jose.algorithms import KeyKind
from jwtriage.jose.base64url import encode
from jwtriage.jose.errors import KeyLoadError
from jwtriage.jose.fingerprint import thumbprint
from jwtriage.jose.material import PrivateKey, PublicKey, Shape, members_of, shape_of
from jwtriage.jose.secret import Secret


class Binding(TypedDict, total=False):
    """What a key is for (RFC 7517, 4): each member that is present restricts it.

    ``x5c`` holds certificates in DER, the key's own first.
    """

    kid: str | None
    alg: str | None
    use: str | None
    key_ops: tuple[str, ...] | None
    x5c: tuple[bytes, ...]


class Key:
    """One key: its material, and the algorithm, kid and use that it is bound to. Treat it as immutable.

    ``public`` is cryptography's object, ``None`` for a shared secret; ``secret`` the octets of a shared secret, else ``None``.
    ``private`` tells that the key was made from private material, which ``private_key`` then holds.
    ``curve`` is the JWK's ``crv`` (SEC 2 name for a curve without one), ``bits`` the size of modulus, field or secret.
    Keys that are too weak to be trusted can be made and looked at; `jwtriage.jose.verify` refuses them.

    Two keys are equal when their material is, whatever they are bound to and whether or not the private half is known.
    """

    __slots__ = ("_spki_sha256", "_thumbprint", "alg", "bits", "curve", "key_ops", "kid", "kind", "private_key", "public", "secret", "use", "x5c")

    def __init__(
        self,
        shape: Shape,
        *,
        public: PublicKey | None = None,
        secret: Secret | None = None,
        private_key: PrivateKey | None = None,
        **binding: Unpack[Binding],
    ) -> None:
        """Put a key together; `from_public`, `from_private` and `from_secret` are the usual ways."""
        self.kind: KeyKind = shape.kind
        self.curve: str | None = shape.curve if shape.kind in ("EC", "OKP") else None
        self.bits = shape.bits
        self.public = public
        self.secret = secret
        self.private_key = private_key
        self.kid: str | None = binding.get("kid")
        self.alg: str | None = _bound_algorithm(shape, binding.get("alg"))
        self.use: str | None = binding.get("use")
        self.key_ops: tuple[str, ...] | None = binding.get("key_ops")
        self.x5c: tuple[bytes, ...] = binding.get("x5c", ())
        self._thumbprint: str | None = None
        self._spki_sha256: str | None = None

    @classmethod
    def from_public(cls, public: PublicKey, **binding: Unpack[Binding]) -> Self:
        """Make a key from a public key of cryptography.

        Raises `KeyLoadError` (``key_invalid``) for a kind that JOSE does not know.
        """
        return cls(shape_of(public), public=public, **binding)

    @classmethod
    def from_private(cls, private_key: PrivateKey, **binding: Unpack[Binding]) -> Self:
        """Make a key from a private key of cryptography; errors as in `from_public`."""
        public = private_key.public_key()
        return cls(shape_of(public), public=public, private_key=private_key, **binding)

    @classmethod
    def from_secret(cls, octets: bytes, **binding: Unpack[Binding]) -> Self:
        """Make a key from the octets that HMAC is to use."""
        return cls(Shape("oct", None, len(octets) * 8), secret=Secret(octets), **binding)

    @property
    def private(self) -> bool:
        """Tell whether the key was made from private material."""
        return self.private_key is not None

    @property
    def octets(self) -> bytes:
        """The octets of a shared secret, for a computation; never for display.

        Raises `KeyLoadError` (``key_invalid``) for any other kind of key.
        """
        if self.secret is None:
            raise KeyLoadError("key_invalid", "no shared secret")
        return self.secret.reveal()

    @property
    def members(self) -> dict[str, str]:
        """The JWK members that define the key. Those of a shared secret hold the secret: never show them."""
        if self.secret is not None:
            return {"kty": "oct", "k": encode(self.secret.reveal())}
        if self.public is None:
            raise KeyLoadError("key_invalid", "neither a public key nor a secret")
        return members_of(self.public)

    @property
    def thumbprint(self) -> str:
        """The RFC 7638 SHA-256 thumbprint in base64url. That of a shared secret is a hash of the secret: never show it."""
        if self._thumbprint is None:
            self._thumbprint = thumbprint(self.members)
        return self._thumbprint

    @property
    def spki_sha256(self) -> str | None:
        """The SHA-256 of the SubjectPublicKeyInfo in DER, in hexadecimal; ``None`` for a shared secret."""
        if self._spki_sha256 is None and self.public is not None:
            self._spki_sha256 = hashlib.sha256(self.spki_der()).hexdigest()
        return self._spki_sha256

    def spki_der(self) -> bytes:
        """Write the public key as SubjectPublicKeyInfo in DER (RFC 5280, 4.1.2.7).

        Raises `KeyLoadError` (``key_invalid``) for a shared secret.
        """
        if self.public is None:
            raise KeyLoadError("key_invalid", "no public key")
        return self.public.public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)

    def __eq__(self, other: object) -> bool:
        """Compare the material; secrets in constant time."""
        if not isinstance(other, Key) or self.kind != other.kind:
            return False
        return self.secret == other.secret if self.secret is not None else self.thumbprint == other.thumbprint

    def __hash__(self) -> int:
        """Hash the material."""
        return hash(self.secret) if self.secret is not None else hash(self.thumbprint)

    def __repr__(self) -> str:
        """Name the key without its secret: kind, curve, kid and, for a public key, its fingerprint."""
        shown = {"curve": self.curve, "kid": self.kid, "alg": self.alg, "thumbprint": None if self.kind == "oct" else self.thumbprint}
        return f"Key({self.kind}{''.join(f', {name}={value!r}' for name, value in shown.items() if value is not None)})"

    def __reduce__(self) -> tuple[object, ...]:
        """Refuse to be pickled: a pickle is a copy on disk or in a pipe."""
        raise TypeError("a Key is not pickled")


def _bound_algorithm(shape: Shape, alg: str | None) -> str | None:
    """Bind an ML-DSA key to its one algorithm (RFC 9964, 3), every other key to the one it names, if any."""
    if shape.kind != "AKP":
        return alg
    if alg not in (None, shape.curve):
        raise KeyLoadError("key_invalid", "an ML-DSA key for another algorithm")
    return shape.curve
