"""The decision to accept a token."""

import asyncio
import time
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from functools import partial
from typing import Any, Unpack

from jwtriage.guard.bound import Clock
from jwtriage.guard.claims import Names
from jwtriage.guard.decoding import CheckedDecoder, Decode, StrictDecoder
from jwtriage.guard.issuer import Issuer, Rules
from jwtriage.guard.names import KeyNames
from jwtriage.guard.observer import Observer
from jwtriage.guard.refusal import Refusal
from jwtriage.guard.rejected import Rejected
from jwtriage.guard.routing import Route
from jwtriage.guard.sources.base import Flight, LocalSource, SourceState
from jwtriage.guard.sources.window import Slot
from jwtriage.guard.trust import HeldKey, Trust
from jwtriage.jose.errors import TokenError
from jwtriage.jose.reason import Reason
from jwtriage.jose.token import MAXIMUM_TOKEN, Token


class Verifier:
    """Accepts or rejects tokens of one issuer, or of several. Safe to share between threads and tasks, and to be forked."""

    def __init__(
        self,
        keys: Slot | None = None,
        algorithms: Collection[str] | None = None,
        issuer: Names | None = None,
        audience: Names | None = None,
        *,
        issuers: Sequence[Issuer] = (),
        decoder: Decode | StrictDecoder | None = None,
        fingerprint_key: bytes | None = None,
        fingerprint_salt: bytes | None = None,
        observer: Observer | None = None,
        clock: Clock = time.time,
        **rules: Unpack[Rules],
    ) -> None:
        """Load the keys and take the rules, of one issuer or of several ``issuers``.

        ``keys`` is what `jwtriage.jose.load_keys` takes, a function that returns it, or one of `jwtriage.guard.sources`; ``jwks_url`` or ``oidc``
        (an OpenID Connect issuer) in its place has the keys fetched. ``next`` and ``previous`` are the other keys of a rotation. ``algorithms``
        are the accepted ``alg`` values; every key is bound to the one of them that fits. A token with a kid is tried on the keys with that kid
        and on those without any, a token without a kid on ``kidless``, by default the keys without one, with `ANY` all.

        ``issuer`` and ``audience`` are the accepted values of ``iss`` and ``aud``, ``typ`` those of the header's ``typ`` (a token without one is
        accepted), ``azp`` those of that claim. `ANY` in their place, or as ``exp``, gives the requirement up. ``leeway`` is in seconds. A token
        with ``cnf`` is accepted only where ``confirmation`` says so, an OpenID Connect ID token only with ``id_tokens``, and none of which
        ``revoked`` says anything but ``False``. ``denied`` are fingerprints of keys that are not trusted whatever their source says.
        ``insecure_keys`` accepts secrets that everybody knows and keys whose private half is published, for tests.

        ``decoder`` reads the payload in the place of the standard library; what it reads is held to the same rules.
        ``fingerprint_key`` and ``fingerprint_salt`` are those of `jwtriage.jose.fingerprint.secret_fingerprint`. ``observer`` is told of every
        decision. ``clock`` gives seconds since the epoch.

        Raises `Refusal`, which names the cause, for keys and rules that contradict one another or must not be trusted, and `ValueError` for
        rules by which no token could be accepted. Keys that could not be fetched are no such thing: tokens are rejected until they are there.
        """
        trusted = list(issuers) or [Issuer(issuer, keys, algorithms, audience, **rules)]
        if issuers and (rules or any(given is not None for given in (keys, algorithms, issuer, audience))):
            raise Refusal("rules stand in each of several issuers, not beside them")
        reader = _strict(decoder)
        self._decode_segment, self._decode_claims = reader.decode_segment, reader.decode_claims
        self._names = KeyNames(fingerprint_key, fingerprint_salt)
        self._observer = observer
        self._clock = clock
        self.started_at = clock()
        self._trusts = [Trust(one, clock, self._names, reader.decode_segment) for one in trusted]
        self._only = self._trusts[0] if len(trusted) == 1 else None
        self._is_local = all(isinstance(one.source, LocalSource) for one in trusted)
        self._by_name = {} if self._only else _by_name(self._trusts)

    def verify(self, token: str | bytes, *, canary: bool = False, wait: bool = True) -> dict[str, Any]:
        """Return the claims of an acceptable token.

        ``canary`` accepts the reserved subject of canaries too: for a route that gives no rights. Without ``wait`` a token with an unknown kid
        is rejected at once, and the keys are fetched behind it.

        Raises `Rejected` for everything else, and nothing but `Rejected`.
        """
        route: Route | None = None
        try:
            text = token.encode() if isinstance(token, str) else _octets(token)
            if len(text) > MAXIMUM_TOKEN:
                raise Rejected("malformed")
            signing_input, _, encoded_signature = text.rpartition(b".")
            encoded_header, _, encoded_payload = signing_input.partition(b".")
            now = self._clock()
            trust = self._only or self._trust_of(text, encoded_payload)
            if not trust.since <= now < trust.until:
                trust.tend(now)
            try:
                route = trust.routes[encoded_header]
            except KeyError:
                route = _new_route(trust, text, encoded_header)
            if not route.verifies(signing_input, encoded_signature):
                self._decode_segment(encoded_signature)
                again = trust.look_again(encoded_header, route, wait=wait)
                if again is None or not again.verifies(signing_input, encoded_signature):
                    raise self._rejected(trust.reason(again or route), again or route)
                route, now = again, self._clock()
            claims = self._decode_claims(encoded_payload)
            fault = trust.fault(claims, now)
            if fault is not None and canary:
                fault = trust.canary_fault(claims, now)
            if fault is None:
                if self._observer is not None:
                    self._observer.accepted(route.kid, claims, now)
                return claims
            rejected = self._rejected(fault, route)
        except Rejected as rejection:
            rejected = rejection
        except TokenError as error:
            rejected = self._rejected(error.reason, route)
        except UnicodeEncodeError:
            rejected = Rejected("malformed")
        except Exception:  # noqa: BLE001 - whatever goes wrong, in a hook too, no token is accepted
            rejected = self._rejected("other", route)
        self._note(rejected)
        raise rejected

    async def verify_async(self, token: str | bytes, *, canary: bool = False) -> dict[str, Any]:
        """Do what `verify` does without blocking the event loop: a fetch for an unknown kid is awaited."""
        if not self._is_local and (flight := self._flight_for(token)) is not None:
            await asyncio.wrap_future(flight)
        return self.verify(token, canary=canary, wait=False)

    def held(self) -> list[HeldKey]:
        """Return what may be told of all keys: for the line at the start, and for those who ask.

        The first look at a shared secret's fingerprint may cost 0.1 s where no fingerprint key is configured.
        """
        return [key for trust in self._trusts for key in trust.held()]

    @property
    def sequence(self) -> int:
        """A number that grows whenever the trusted keys change."""
        return max(trust.sequence for trust in self._trusts)

    def sources(self) -> list[SourceState]:
        """Return how the sources of the keys are doing."""
        return [state for trust in self._trusts for state in trust.states()]

    def deny(self, fingerprint: str) -> None:
        """Stop trusting a key at once, whatever its source says: by its RFC 7638 thumbprint, or its fingerprint as logs show it."""
        for trust in self._trusts:
            trust.deny(fingerprint)

    def _trust_of(self, text: bytes, encoded_payload: bytes) -> Trust:
        """Choose among several issuers by the exact ``iss``, before anything else is looked at. It is not verified, but only its keys can."""
        _check_shape(text)
        issuer = self._decode_claims(encoded_payload).get("iss")
        trust = self._by_name.get(issuer) if isinstance(issuer, str) else None
        if trust is None:
            raise Rejected("claim_invalid" if issuer is None else "issuer_mismatch")
        return trust

    def _flight_for(self, token: object) -> Flight | None:
        """Return the fetch that a token needs to be judged, if any; errors are left to `verify`."""
        try:
            text = token.encode() if isinstance(token, str) else _octets(token)
            encoded_header, _, rest = text.partition(b".")
            trust, now = self._only or self._trust_of(text, rest.partition(b".")[0]), self._clock()
            if not trust.since <= now < trust.until:
                trust.tend(now)
            return None if encoded_header in trust.routes else trust.missed(_new_route(trust, text, encoded_header), now)
        except Exception:  # noqa: BLE001 - the decision is verify's
            return None

    def _rejected(self, reason: Reason, route: Route | None) -> Rejected:
        return Rejected(reason) if route is None else Rejected(reason, route.kid, route.alg, partial(map, self._names.of, route.keys))

    def _note(self, rejected: Rejected) -> None:
        if self._observer is not None:
            with suppress(Exception):
                self._observer.rejected(rejected, self._clock())


def _new_route(trust: Trust, text: bytes, encoded_header: bytes) -> Route:
    """Work out the route of a header that is not known yet."""
    _check_shape(text)
    return trust.router.route(encoded_header)


def _check_shape(text: bytes) -> None:
    """Tell what a text is that is no JWS. Raises `Rejected` and `TokenError`."""
    if not text:
        raise Rejected("missing_token")
    if len(text) > MAXIMUM_TOKEN or text.count(b".") != 2:
        Token.parse(text)


def _by_name(trusts: Sequence[Trust]) -> Mapping[str, Trust]:
    """Sort several issuers by their names. Raises `Refusal` for one without a name, or for a name that stands twice."""
    named = {trust.issuer.name: trust for trust in trusts if isinstance(trust.issuer.name, str)}
    if len(named) != len(trusts):
        raise Refusal("several issuers have one name each, and no name twice")
    return named


def _strict(decoder: Decode | StrictDecoder | None) -> StrictDecoder:
    if decoder is None:
        return StrictDecoder()
    return decoder if isinstance(decoder, StrictDecoder) else CheckedDecoder(decoder)


def _octets(token: object) -> bytes:
    """Take a token that is no text; it may be anything that a caller found in a request."""
    if not isinstance(token, bytes):
        raise Rejected("malformed" if token else "missing_token")
    return token
