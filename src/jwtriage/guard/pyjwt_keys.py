"""The keys that PyJWT takes, as ours: what they are bound to stays bound, and a name they have does not, for the caller chose the key."""

from typing import TYPE_CHECKING, TypeAlias, cast

from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, rsa
from jwt import PyJWK

from jwtriage.jose.keys import Key
from jwtriage.jose.loading import KeyMaterial

if TYPE_CHECKING:
    from jwtriage.jose.material import PrivateKey, PublicKey

PeerKey: TypeAlias = "str | bytes | PyJWK | PublicKey | PrivateKey"
"""Text or octets (PEM, DER, a shared secret), a JWK of PyJWT, or a key of cryptography."""

_PRIVATE = (rsa.RSAPrivateKey, ec.EllipticCurvePrivateKey, ed25519.Ed25519PrivateKey, ed448.Ed448PrivateKey)


class ByIdentity:
    """Holds a key that cannot be looked up by its value."""

    __slots__ = ("key",)

    def __init__(self, key: object) -> None:
        """Hold ``key``, whose identity is then nobody else's."""
        self.key = key

    def __hash__(self) -> int:
        """Hash by identity."""
        return id(self.key)

    def __eq__(self, other: object) -> bool:
        """Tell whether both hold the same object."""
        return isinstance(other, ByIdentity) and other.key is self.key


def hashable(key: PeerKey) -> str | bytes | ByIdentity:
    """Return text and octets as they are, other keys as `ByIdentity`."""
    return key if isinstance(key, (str, bytes)) else ByIdentity(key)


def key_material(held: str | bytes | ByIdentity) -> KeyMaterial:
    """Return what `hashable` returned as material for a verifier.

    Raises `jwtriage.jose.KeyLoadError` for what is no key, or one of a kind that JOSE does not know.
    """
    if isinstance(held, (str, bytes)):
        return held
    key = held.key
    if not isinstance(key, PyJWK):
        return _from_object(key, None, None)
    if isinstance(key.key, bytes):
        return Key.from_secret(key.key, alg=key.algorithm_name, use=key.public_key_use)
    return _from_object(key.key, key.algorithm_name, key.public_key_use)


def _from_object(key: object, alg: str | None, use: str | None) -> Key:
    public = key.public_key() if isinstance(key, _PRIVATE) else key
    return Key.from_public(cast("PublicKey", public), alg=alg, use=use)
