"""What a verifier's keys are called in rejections and logs."""

from jwtriage.jose.fingerprint import public_fingerprint, secret_fingerprint
from jwtriage.jose.keys import Key
from jwtriage.known.strength import is_weak


class KeyNames:
    """Fingerprints of keys, each computed once and only when somebody asks; a secret that could be guessed has none."""

    __slots__ = ("_fingerprint_key", "_names", "_salt")

    def __init__(self, fingerprint_key: bytes | None = None, salt: bytes | None = None) -> None:
        """Take the key, or the salt, of the fingerprints of shared secrets (see `jwtriage.jose.fingerprint.secret_fingerprint`)."""
        self._fingerprint_key = fingerprint_key
        self._salt = salt
        self._names: dict[Key, str] = {}

    def of(self, key: Key) -> str:
        """Name one key."""
        name = self._names.get(key)
        if name is None:
            name = self._names[key] = self._compute(key)
        return name

    def _compute(self, key: Key) -> str:
        if key.secret is None:
            return public_fingerprint(key)
        if is_weak(key.octets):
            return "secret (weak)"
        return secret_fingerprint(key.octets, self._fingerprint_key, self._salt)
