"""The issuer's half: tokens that a `jwtriage.guard.Verifier` accepts, signed with the key that is current."""

import json
import secrets
import threading
import time
from collections.abc import Mapping
from typing import Any

from jwtriage.guard.binding import Binder
from jwtriage.guard.bound import BoundKey, Clock
from jwtriage.guard.forking import renew_after_fork
from jwtriage.guard.names import KeyNames
from jwtriage.guard.refusal import Refusal
from jwtriage.guard.sources.window import Slot, Timed, Window, source_of
from jwtriage.guard.trust import HeldKey
from jwtriage.jose.algorithms import ALGORITHMS, Algorithm
from jwtriage.jose.base64url import encode
from jwtriage.jose.keys import Key
from jwtriage.jose.signature import fits
from jwtriage.jose.signing import signature_of
from jwtriage.jose.soundness import unsoundness, weakness

_JTI_OCTETS = 16


class _SigningBinder(Binder):
    """Binds keys that may sign, which their ``key_ops`` tell apart from those that may verify (RFC 7517, 4.3)."""

    def fitting(self, key: Key) -> list[Algorithm]:
        """Return the algorithms under which the key may sign."""
        may_sign = key.use in (None, "sig") and (key.key_ops is None or "sign" in key.key_ops)
        return [
            algorithm
            for name, algorithm in self.algorithms.items()
            if may_sign and key.alg in (None, name) and fits(algorithm, key) and not (unsoundness(key) or weakness(algorithm, key))
        ]


class Signer:
    """Signs with the current key of a source. When the source changes, the next token is signed with the new key. Safe to share and to be forked."""

    def __init__(
        self,
        key: Slot,
        alg: str,
        *,
        issuer: str,
        audience: str | list[str],
        lifetime: float = 900.0,
        kid: str | None = None,
        typ: str = "JWT",
        insecure_keys: bool = False,
        fingerprint_key: bytes | None = None,
        clock: Clock = time.time,
    ) -> None:
        """Load the key, which is a shared secret or has its private half.

        ``key`` is what `jwtriage.guard.Verifier` takes. ``kid`` names a key that has no name itself; it is not used for any other, so that one name
        never means two keys. ``lifetime`` is in seconds.

        Raises `jwtriage.guard.Refusal`.
        """
        self._source = Window(key) if isinstance(key, Timed) else source_of(key, "static")
        self._header = {"alg": alg, "typ": typ}
        self._kid = kid
        self._fixed = {"iss": issuer, "aud": audience}
        self._lifetime = lifetime
        self._clock = clock
        self._names = KeyNames(fingerprint_key)
        self._until = float("-inf")
        self.renew()
        self._keys = self._source.start(_SigningBinder([alg], insecure_keys=insecure_keys), clock, self._wake)
        self._alg = ALGORITHMS[alg]
        self._key = self._chosen(clock())
        renew_after_fork(self)

    def renew(self) -> None:
        """Begin anew in a forked process."""
        self._lock = threading.RLock()

    def sign(self, claims: Mapping[str, Any]) -> str:
        """Return a compact JWS of the claims, with ``iss``, ``aud``, ``iat``, ``exp`` and ``jti`` where they are not given.

        Raises `jwtriage.guard.Refusal` where the source has no key that may sign now, `ValueError` for claims that JSON cannot write.
        """
        now = self._clock()
        bound = self._current(now)
        kid = bound.kid or self._kid
        header = {**self._header, "kid": kid} if kid else self._header
        times = {"iat": int(now), "exp": int(now + self._lifetime), "jti": secrets.token_urlsafe(_JTI_OCTETS)}
        signing_input = f"{_segment(header)}.{_segment({**self._fixed, **times, **claims})}"
        return f"{signing_input}.{encode(signature_of(self._alg, bound.key, signing_input.encode()))}"

    def held(self) -> list[HeldKey]:
        """Return what may be told of the key that signs now: for the line at the start."""
        key = self._current(self._clock())
        return [
            HeldKey(
                kid=key.kid or self._kid,
                alg=key.alg,
                fingerprint=self._names.of(key.key),
                role="sign",
                source=key.source,
                loaded_at=key.loaded_at,
                issuer=str(self._fixed["iss"]),
                not_before=key.not_before,
                not_after=key.not_after,
                active=True,
            )
        ]

    def _current(self, now: float) -> BoundKey:
        with self._lock:
            if now >= self._until:
                self._keys = self._source.tend(now) or self._keys
                self._until = self._source.due(now)
            if self._key not in self._keys.keys or not self._key.is_active(now):
                self._key = self._chosen(now)
            return self._key

    def _chosen(self, now: float) -> BoundKey:
        """Choose the key in the current place of a rotation, or the only one. Raises `Refusal`."""
        keys = [key for key in self._keys.keys if key.is_active(now) and key.role in ("current", "verify") and (key.key.secret or key.key.private)]
        if len(keys) != 1:
            raise Refusal("a signer needs one key that may sign, not none and not several")
        return keys[0]

    def _wake(self) -> None:
        with self._lock:
            self._until = float("-inf")


def _segment(members: Mapping[str, Any]) -> str:
    return encode(json.dumps(members, separators=(",", ":"), allow_nan=False).encode())
