"""One trusted issuer at work: its keys as they are now, and the way from a token's header to them."""

import threading
from collections.abc import Callable
from concurrent.futures import wait as wait_for
from typing import NamedTuple

from jwtriage.guard.bound import BoundKey, Clock, KeySet, Role
from jwtriage.guard.claims import ANY, Anything
from jwtriage.guard.forking import renew_after_fork
from jwtriage.guard.issuer import Issuer
from jwtriage.guard.names import KeyNames
from jwtriage.guard.refusal import Refusal
from jwtriage.guard.routing import Route, Router
from jwtriage.guard.sources.base import Flight, SourceState
from jwtriage.jose.fingerprint import public_fingerprint
from jwtriage.jose.keys import Key
from jwtriage.jose.reason import Reason

LONGEST_WAIT = 30.0
"""Seconds that a token waits for a fetch at most; a fetch has its own, shorter limit."""
MOST_WAITING = 8
"""How many threads may wait for a fetch: senders choose the kids of tokens, and must not put a service's threads to sleep."""
_AT_ONCE = float("-inf")
_ABSENT = ("key_not_found", "jwks_unavailable")


class HeldKey(NamedTuple):
    """What may be told of a key that is held: never the key. Times are in seconds since the epoch.

    ``active`` tells that it is within its time and not denied. ``issuer`` is the accepted ``iss``, ``None`` where any is.
    """

    kid: str | None
    alg: str
    fingerprint: str
    role: Role
    source: str
    loaded_at: float
    issuer: str | None
    not_before: float | None
    not_after: float | None
    active: bool


class Trust:
    """Keeps one issuer's keys current. Outside ``since`` and ``until`` it wants to be tended before ``routes`` are used."""

    def __init__(self, issuer: Issuer, clock: Clock, names: KeyNames, decode: Callable[[bytes], bytes]) -> None:
        """Load the keys; ``decode`` reads base64url. Raises `Refusal` for a configuration that contradicts itself."""
        self.issuer = issuer
        self.fault = issuer.policy.fault
        self.canary_fault = issuer.canary_policy.fault
        self._source = issuer.source
        self._clock = clock
        self._names = names
        self._decode = decode
        self._denied = set(issuer.denied)
        self.renew()
        self.since = self.until = self._boundary = _AT_ONCE
        now = clock()
        self._kidless = self._bound_kidless(now)
        self._keys = self._source.start(issuer.binder, clock, self._wake)
        _check_families(issuer, self._keys)
        self._build(now)
        renew_after_fork(self)

    def renew(self) -> None:
        """Begin anew in a forked process."""
        self._lock = threading.RLock()
        self._waiting = threading.BoundedSemaphore(MOST_WAITING)

    def tend(self, now: float) -> None:
        """Take over what the source has to say, and whatever begins or ends at ``now``."""
        with self._lock:
            changed = self._source.tend(now)
            if changed is not None:
                self._keys = changed
            if changed is not None or not self.since <= now < self._boundary:
                self._build(now)
            self.since, self.until = now, min(self._boundary, self._source.due(now))

    def deny(self, fingerprint: str) -> None:
        """Stop trusting a key at once, whatever its source says: by its RFC 7638 thumbprint, or its fingerprint as logs show it."""
        with self._lock:
            self._denied.add(fingerprint)
            self._build(self._clock())

    def missed(self, route: Route, now: float) -> Flight | None:
        """Return the fetch that may bring the key of a route that leads to none; ``None`` where a fetch is of no use or not in order."""
        return self._source.missed(now) if route.fault in _ABSENT else None

    def look_again(self, encoded_header: bytes, route: Route, *, wait: bool) -> Route | None:
        """Fetch a key that is absent, if that is in order, and return the new way to it.

        A failed signature under a known key may mean that its kid was given to another key: that is looked into in the background.
        """
        now = self._clock()
        if route.keys:
            self._source.doubted(now)
            return None
        flight = self.missed(route, now)
        if flight is not None and wait:
            self._wait_for(flight)
        if self.until == _AT_ONCE:
            self.tend(self._clock())
        return None if route.sequence == self.sequence else self.router.route(encoded_header)

    def reason(self, route: Route) -> Reason:
        """Return why a route fails: without a fresh set nobody knows whether a key exists."""
        if route.fault == "key_not_found" and any(state.error for state in self._source.states()):
            return "jwks_unavailable"
        return route.fault

    def held(self) -> list[HeldKey]:
        """Return what may be told of the keys, also of those whose time is not now."""
        now = self._clock()
        name = self.issuer.name if isinstance(self.issuer.name, str) else None
        return [
            HeldKey(
                kid=key.kid,
                alg=key.alg,
                fingerprint=self._names.of(key.key),
                role=key.role,
                source=key.source,
                loaded_at=key.loaded_at,
                issuer=name,
                not_before=key.not_before,
                not_after=key.not_after,
                active=key.is_active(now) and not self._is_denied(key.key),
            )
            for key in (*self._keys.keys, *self._extra_kidless())
        ]

    def states(self) -> list[SourceState]:
        """Return how the issuer's sources are doing."""
        return self._source.states()

    def _wake(self) -> None:
        with self._lock:
            self.until = _AT_ONCE

    def _build(self, now: float) -> None:
        """Work out which keys are trusted at ``now``, and forget the routes to all others."""
        active = [key for key in self._keys.keys if key.is_active(now)]
        denied = [key for key in active if self._is_denied(key.key)]
        kept = KeySet(tuple(key for key in active if key not in denied), self._keys.unusable, self._keys.absent)
        self.router = Router(
            kept,
            self.issuer.binder.algorithms,
            kidless=self._allowed_kidless(),
            types=self.issuer.types,
            denied=denied,
            decode=self._decode,
        )
        self.routes = self.router.routes
        self.sequence = kept.sequence
        self._boundary = min((key.next_change(now) for key in self._keys.keys), default=float("inf"))

    def _is_denied(self, key: Key) -> bool:
        if not self._denied:
            return False
        names = [key.thumbprint, self._names.of(key)] + ([] if key.secret else [public_fingerprint(key, full=True)])
        return not self._denied.isdisjoint(names)

    def _bound_kidless(self, now: float) -> list[BoundKey] | Anything | None:
        given = self.issuer.kidless
        return given if given is None or given is ANY else list(self.issuer.binder.bind(given, "static kidless", now).keys)

    def _extra_kidless(self) -> list[BoundKey]:
        """Return the keys that only serve tokens without a kid."""
        known = {key.identity for key in self._keys.keys}
        return [key for key in self._kidless if key.identity not in known] if isinstance(self._kidless, list) else []

    def _allowed_kidless(self) -> list[BoundKey] | Anything | None:
        if not isinstance(self._kidless, list):
            return self._kidless
        return [key for key in self._kidless if not self._is_denied(key.key)]

    def _wait_for(self, flight: Flight) -> None:
        """Wait until a fetch has ended, unless too many do already."""
        if self._waiting.acquire(blocking=False):
            try:
                wait_for([flight], LONGEST_WAIT)
            finally:
                self._waiting.release()


def _check_families(issuer: Issuer, keys: KeySet) -> None:
    """Refuse to accept HMAC beside public keys where there is no secret: the state that confuses the two. Raises `Refusal`."""
    if issuer.binder.takes_secrets and keys.keys and not any(key.key.secret for key in keys.keys):
        raise Refusal("algorithms of shared secrets are accepted, but all keys are public", "alg-family-mismatch")
