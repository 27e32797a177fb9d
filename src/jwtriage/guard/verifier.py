"""The decision to accept a token."""

import time
from collections.abc import Callable, Collection, Sequence
from functools import partial
from typing import Any

from jwtriage.guard.claims import ANY, Anything, ClaimsPolicy, Confirmation, Names
from jwtriage.guard.decoding import CheckedDecoder, Decode, StrictDecoder
from jwtriage.guard.names import KeyNames
from jwtriage.guard.rejected import Rejected
from jwtriage.guard.routing import TYPES, Route, Router
from jwtriage.jose.errors import TokenError
from jwtriage.jose.keys import Key
from jwtriage.jose.loading import KeyMaterial, load_keys
from jwtriage.jose.reason import Reason
from jwtriage.jose.token import MAXIMUM_TOKEN, Token


class Verifier:
    """Accepts or rejects tokens of one kind: one issuer's keys, algorithms, audience and rules. Safe to share between threads."""

    def __init__(
        self,
        keys: KeyMaterial | Sequence[KeyMaterial],
        algorithms: Collection[str],
        issuer: Names,
        audience: Names,
        *,
        exp: Anything | None = None,
        leeway: float = 0.0,
        typ: Names = TYPES,
        kidless: Sequence[Key] | None = None,
        confirmation: Confirmation | None = None,
        id_tokens: bool = False,
        decoder: Decode | StrictDecoder | None = None,
        fingerprint_key: bytes | None = None,
        fingerprint_salt: bytes | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Prepare the keys and the rules.

        ``keys`` is what `jwtriage.jose.load_keys` takes. A token with a kid is tried on the keys with that kid and on those without any, a token
        without a kid on ``kidless``, by default the keys without one. ``algorithms`` are the accepted ``alg`` values.

        ``issuer`` and ``audience`` are the accepted values of ``iss`` and ``aud``, ``typ`` those of the header's ``typ`` (a token without one is
        accepted). `ANY` in their place, or as ``exp``, gives the requirement up. ``leeway`` is in seconds. A token with ``cnf`` is accepted only
        where ``confirmation`` says so, an OpenID Connect ID token only with ``id_tokens``.

        ``decoder`` reads the payload in the place of the standard library; what it reads is held to the same rules.
        ``fingerprint_key`` and ``fingerprint_salt`` are those of `jwtriage.jose.fingerprint.secret_fingerprint`. ``clock`` gives seconds since
        the epoch.

        Raises `jwtriage.jose.KeyLoadError` for material that is no key, `ValueError` for rules by which no token could be accepted.
        """
        self._router = Router(load_keys(keys), algorithms, None if kidless is None else load_keys(kidless), typ)
        self._routes = self._router.routes
        policy = ClaimsPolicy(issuer, audience, expires=exp is not ANY, leeway=leeway, confirmation=confirmation, id_tokens=id_tokens)
        self._fault = policy.fault
        reader = _strict(decoder)
        self._decode_segment, self._decode_claims = reader.decode_segment, reader.decode_claims
        self._names = KeyNames(fingerprint_key, fingerprint_salt)
        self._clock = clock

    def verify(self, token: str | bytes) -> dict[str, Any]:
        """Return the claims of an acceptable token.

        Raises `Rejected` for everything else, and nothing but `Rejected`.
        """
        text = token.encode("ascii", "replace") if isinstance(token, str) else _octets(token)
        if len(text) > MAXIMUM_TOKEN:
            raise Rejected("malformed")
        signing_input, _, encoded_signature = text.rpartition(b".")
        encoded_header, _, encoded_payload = signing_input.partition(b".")
        try:
            route = self._routes[encoded_header]
        except KeyError:
            route = self._new_route(text, encoded_header)
        try:
            if not route.verifies(signing_input, self._decode_segment(encoded_signature)):
                raise self._rejected(route.fault, route)
            claims = self._decode_claims(encoded_payload)
        except TokenError as error:
            raise self._rejected(error.reason, route) from None
        fault = self._fault(claims, self._clock())
        if fault is not None:
            raise self._rejected(fault, route)
        return claims

    def _new_route(self, text: bytes, encoded_header: bytes) -> Route:
        """Work out the route of a header that is not known yet; tell what a text is that is no JWS."""
        try:
            if text.count(b".") != 2:
                Token.parse(text)
            return self._router.route(encoded_header)
        except TokenError as error:
            raise Rejected(error.reason if text else "missing_token") from None

    def _rejected(self, reason: Reason, route: Route) -> Rejected:
        return Rejected(reason, route.kid, route.alg, partial(map, self._names.of, route.keys))


def _strict(decoder: Decode | StrictDecoder | None) -> StrictDecoder:
    if decoder is None:
        return StrictDecoder()
    return decoder if isinstance(decoder, StrictDecoder) else CheckedDecoder(decoder)


def _octets(token: object) -> bytes:
    """Take a token that is no text; it may be anything that a caller found in a request."""
    if not isinstance(token, bytes):
        raise Rejected("malformed" if token else "missing_token")
    return token
