"""The keys that an issuer publishes: a JWK set by its address, or through OpenID Connect Discovery."""

import os
import re
from collections.abc import Mapping
from urllib.parse import urlsplit

from jwtriage.fetch.client import Network
from jwtriage.fetch.errors import FetchError
from jwtriage.fetch.key_set import discover, fetch_key_set
from jwtriage.guard.binding import Binder
from jwtriage.guard.refusal import Refusal
from jwtriage.guard.sources.base import SourceError
from jwtriage.guard.sources.refreshing import Loaded, RefreshingSource, Timing
from jwtriage.jose.errors import KeyLoadError

DEFAULT_LIFETIME = 300.0
"""Seconds that a set is fresh whose server says nothing about it."""
REDISCOVER_AFTER = 86_400.0
_MAX_AGE = re.compile(r"(?:^|[,\s])(?:max-age)=\"?([0-9]{1,10})", re.IGNORECASE)
_UNCACHED = re.compile(r"(?:^|[,\s])no-(?:store|cache)(?:$|[,\s])", re.IGNORECASE)
_LOOPBACK = ("localhost", "::1")


class JwksSource(RefreshingSource):
    """A JWK set at a URL. Every fetch replaces all keys; one without a usable key counts as failed, and the old keys stay.

    Shared secrets, private keys and two keys under one kid are left out of what was fetched, whatever the operator accepts.
    """

    def __init__(
        self,
        url: str | None = None,
        *,
        oidc: str | None = None,
        floor: float = 60.0,
        ceiling: float = 900.0,
        timing: Timing | None = None,
        network: Network | None = None,
    ) -> None:
        """Name the set by ``url``, or its issuer by ``oidc``.

        The server's ``Cache-Control`` says how long the set is fresh, within ``floor`` and ``ceiling`` in seconds. ``network`` bounds a fetch; by
        default to 5 seconds, with this process's proxy settings.

        Raises `Refusal` for an address that is not behind https (but for loopback).
        """
        address = url or oidc
        if not address or (url and oidc):
            raise Refusal("a JWK set is named by its URL or by its issuer, one of them")
        _check_address(address)
        super().__init__(f"{'jwks' if url else 'oidc'} {address}", timing or Timing())
        if not 0 < floor <= ceiling <= self._timing.max_stale:
            raise Refusal(f"{self.description}: floor, ceiling and max_stale are positive and grow in this order")
        self._url = url
        self._issuer = oidc
        self._floor = floor
        self._ceiling = ceiling
        self._network = network or Network(timeout=5.0, environment=dict(os.environ))
        self._discovered: tuple[str, float] | None = None
        self._binder: Binder | None = None

    def adopt(self, binder: Binder) -> None:
        """Take the binder. Raises `Refusal` where algorithms of shared secrets are accepted: a published secret is none."""
        if binder.takes_secrets:
            raise Refusal(f"{self.description}: shared secrets are not published, so HS256 and its like cannot be accepted", "alg-family-mismatch")
        self._binder = binder

    def load(self) -> Loaded:
        """Fetch the set, and its address before that if need be. Raises `SourceError`."""
        if self._binder is None:
            raise SourceError("not started")
        try:
            answer = fetch_key_set(self._address(), self._network)
            keys = self._binder.bind_published(answer.body, self.description, self._clock())
        except (FetchError, KeyLoadError) as error:
            self._discovered = None
            raise SourceError(str(error)) from None
        if not keys.keys:
            raise SourceError("holds no key that fits an accepted algorithm")
        return Loaded(keys, lifetime(answer.headers, self._floor, self._ceiling))

    def _address(self) -> str:
        """Return the set's address, asking the issuer once a day and after each failure. Raises `FetchError`."""
        if self._url is not None:
            return self._url
        now = self._clock()
        if self._discovered is None or not 0 <= now - self._discovered[1] < REDISCOVER_AFTER:
            self._discovered = (discover(self._issuer or "", self._network), now)
        return self._discovered[0]


def lifetime(headers: Mapping[str, str], floor: float, ceiling: float) -> float:
    """Return for how many seconds an answer is fresh by its ``Cache-Control`` and ``Age`` (RFC 9111, 4.2), within the bounds."""
    control = headers.get("cache-control", "")
    found = _MAX_AGE.search(control)
    if _UNCACHED.search(control):
        fresh = 0.0
    elif found:
        age = headers.get("age", "")
        fresh = float(found[1]) - (float(age) if age.isascii() and age.isdigit() and len(age) <= 10 else 0.0)
    else:
        fresh = DEFAULT_LIFETIME
    return min(max(fresh, floor), ceiling)


def _check_address(address: str) -> None:
    """Refuse what is not behind https; the fetch itself checks the resolved address. Raises `Refusal`."""
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
    except ValueError:
        raise Refusal("the address of a JWK set is no URL") from None
    if parts.username is not None:
        raise Refusal("the address of a JWK set has credentials in it")
    if parts.scheme == "http" and not (host in _LOOPBACK or host.startswith("127.")):
        raise Refusal(f"{address} is not behind https: whoever is in between could publish keys", "jwks-over-http")
    if parts.scheme not in ("https", "http") or not host:
        raise Refusal("the address of a JWK set is no https URL")
