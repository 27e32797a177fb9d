"""What was found in a key text: keys with what was tolerated, and what was refused."""

import json
from typing import NamedTuple, Unpack

from cryptography.hazmat.primitives import serialization

from jwtriage.forensics import pem
from jwtriage.forensics.observation import Observation
from jwtriage.forensics.structure import spki_of
from jwtriage.jose.keys import Binding, Key
from jwtriage.jose.secret import Secret

SMALLEST_RSA_BITS = 2048
"""RSA keys below this are refused by strict verifiers (RFC 7518, sections 3.3 and 3.5)."""


PRIVATE_NOTE = Observation("private-key-used-to-verify", "it is a private key; a verifier needs the public half only")


class Refusal(NamedTuple):
    """Something that is a key, or nearly one, and was not read.

    ``reason`` is ``encrypted``, ``damaged``, ``truncated``, ``unsupported``, ``out-of-bounds``, ``too-long`` or ``placeholder``.
    ``fact`` says it in words, without any of its bytes.
    """

    reason: str
    fact: str


class DocumentKey(NamedTuple):
    """One key of a text.

    ``observations`` is what a strict reader would not have accepted, in the order in which it was met; empty for a sound text.
    ``canonical`` is the sound text of the public half: a PEM SubjectPublicKeyInfo (RFC 7468), or a canonical JWK where the key came in one.
    For a shared secret it is the JWK with the secret in it: never show it.
    """

    key: Key
    observations: tuple[Observation, ...]
    canonical: bytes

    def __repr__(self) -> str:
        """Show the key without its secret, and the observations."""
        return f"DocumentKey({self.key!r}, {list(self.observations)!r})"


class KeyDocument(NamedTuple):
    """All keys of a text in its order, and what was refused."""

    keys: tuple[DocumentKey, ...] = ()
    refused: tuple[Refusal, ...] = ()

    def joined(self, other: "KeyDocument") -> "KeyDocument":
        """Return both documents as one."""
        return KeyDocument(self.keys + other.keys, self.refused + other.refused)

    def observing(self, observations: tuple[Observation, ...]) -> "KeyDocument":
        """Return the same document with ``observations`` before those of each key."""
        return self._replace(keys=tuple(key._replace(observations=_distinct(observations + key.observations)) for key in self.keys))


def refusal(reason: str, fact: str) -> KeyDocument:
    """Return a document of one refusal."""
    return KeyDocument(refused=(Refusal(reason, fact),))


def document_key(key: Key, observations: list[Observation], as_jwk: bool = False) -> DocumentKey:
    """Put a key together with its observations, those about its material added, and its canonical text."""
    noted = (*observations, *material_observations(key))
    canonical = canonical_jwk(key) if as_jwk or key.public is None else canonical_pem(key)
    return DocumentKey(key, _distinct(noted), canonical)


def material_observations(key: Key) -> list[Observation]:
    """Describe what is odd about a key whatever it was written in: private, or too short."""
    found = []
    if key.private:
        found.append(PRIVATE_NOTE)
    if key.kind == "RSA" and key.bits < SMALLEST_RSA_BITS:
        found.append(Observation("rsa-key-below-minimum", f"the modulus has {key.bits} bits, strict verifiers ask for {SMALLEST_RSA_BITS}"))
    return found


def rebound(key: Key, **changes: Unpack[Binding]) -> Key:
    """Return the same material with parts of its binding changed."""
    binding = Binding(kid=key.kid, alg=key.alg, use=key.use, key_ops=key.key_ops, x5c=key.x5c) | changes
    if key.private_key is not None:
        return Key.from_private(key.private_key, **binding)
    if key.public is not None:
        return Key.from_public(key.public, **binding)
    return Key.from_secret(key.secret.reveal() if key.secret is not None else b"", **binding)


def canonical_pem(key: Key) -> bytes:
    """Write the public half as PEM: label ``PUBLIC KEY``, SubjectPublicKeyInfo, 64 columns (RFC 7468, section 13)."""
    assert key.public is not None, "a shared secret has no public half"
    return pem.armour("PUBLIC KEY", spki_of(key.public))


def canonical_jwk(key: Key) -> bytes:
    """Write the key as a JWK with its binding (RFC 7517, section 4); the public half only, or the secret of a shared one."""
    binding = {"kid": key.kid, "use": key.use, "key_ops": list(key.key_ops) if key.key_ops else None, "alg": key.alg}
    members = {**key.members, **{name: value for name, value in binding.items() if value is not None}}
    return json.dumps(members, separators=(",", ":"), ensure_ascii=False).encode()


def private_pem(key: Key) -> Secret | None:
    """Write the private half as PKCS#8 PEM (RFC 7468, section 10); ``None`` for a key without one."""
    if key.private_key is None:
        return None
    der = key.private_key.private_bytes(serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return Secret(pem.armour("PRIVATE KEY", der))


def _distinct(observations: tuple[Observation, ...]) -> tuple[Observation, ...]:
    return tuple(dict.fromkeys(observations))
