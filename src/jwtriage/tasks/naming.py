"""Names for keys in a report: a label decided on bytes, and the fingerprint of the contract (section 6)."""

from collections.abc import Mapping

from jwtriage.jose.fingerprint import public_fingerprint, secret_fingerprint, token_fingerprint
from jwtriage.jose.keys import Key
from jwtriage.known.strength import is_weak
from jwtriage.tasks.fingerprint_key import fingerprint_key

FINGERPRINT_SALT = "JWTRIAGE_FINGERPRINT_SALT"
MOST_SLOW_TAGS = 20
"""Above so many secrets the labels stand alone, for each ``sc1:`` tag costs 0.1 s and 32 MiB."""


class KeyNames:
    """Gives each distinct key of one report one label (``key A``) and one fingerprint; equality is decided on bytes, never on tags."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        """Take the fingerprint key and the salt from ``environment``; raises `UnusableFingerprintKey`."""
        self._fingerprint_key = fingerprint_key(environment)
        self._salt = environment.get(FINGERPRINT_SALT, "").encode() or None
        self._labels: dict[tuple[str, object], str] = {}
        self._tags: dict[tuple[str, object], str] = {}
        self._slow = 0

    def label(self, key: Key) -> str:
        """Return ``key A``, ``key B``…: the same for the same bytes."""
        identity = _identity(key)
        if identity not in self._labels:
            self._labels[identity] = f"key {_letters(len(self._labels))}"
        return self._labels[identity]

    def fingerprint(self, key: Key) -> str:
        """Return the fingerprint: a full thumbprint, an ``hk1:`` or ``sc1:`` tag, or ``secret A (weak)``."""
        if key.secret is None:
            return public_fingerprint(key, full=True)
        identity = _identity(key)
        if identity not in self._tags:
            self._tags[identity] = self._tag(key, key.secret.reveal())
        return self._tags[identity]

    def quick_fingerprint(self, key: Key) -> str | None:
        """Return the fingerprint of a public key, or of a secret under the fingerprint key; ``None`` where it would have to be a slow one."""
        return self.fingerprint(key) if key.secret is None or self._fingerprint_key is not None else None

    def _tag(self, key: Key, octets: bytes) -> str:
        if is_weak(octets):
            return f"{self.label(key).replace('key', 'secret')} (weak)"
        if self._fingerprint_key is None:
            self._slow += 1
            if self._slow > MOST_SLOW_TAGS:
                return self.label(key)
        return secret_fingerprint(octets, self._fingerprint_key, self._salt)


def token_name(token: bytes, environment: Mapping[str, str], random_key: bytes) -> str:
    """Return the token's fingerprint under the fingerprint key, or under a random key of this run (SECURITY section 1)."""
    return token_fingerprint(token, fingerprint_key(environment) or random_key)


def _identity(key: Key) -> tuple[str, object]:
    return (key.kind, key.secret if key.secret is not None else key.thumbprint)


def _letters(number: int) -> str:
    letter = chr(ord("A") + number % 26)
    return letter if number < 26 else _letters(number // 26 - 1) + letter
