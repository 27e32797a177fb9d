"""Forward auth: a proxy asks for each request whether its token is acceptable (nginx ``auth_request``, Traefik, Caddy, Envoy ``ext_authz``).

A pure ASGI application. What it demands of a token is decided by who made it, for the address it listens on; method, path, query, host
and all headers but ``Authorization`` say nothing.
"""

import logging
import time
from collections.abc import Mapping

from jwtriage.guard.answer import status, www_authenticate
from jwtriage.guard.asgi import Receive, Scope, Send
from jwtriage.guard.bearer import bearer_token
from jwtriage.guard.identity import IDENTITY, Header, IdentityHeaders, TooLong
from jwtriage.guard.observer import Observer
from jwtriage.guard.rejected import Rejected
from jwtriage.guard.verifier import Verifier

REASON_HEADER = b"x-jwt-reason"
"""Says to the proxy why a token was rejected, for its log; only where it was asked for."""
_COMMON: list[Header] = [(b"content-length", b"0"), (b"cache-control", b"no-store")]
_LOG = logging.getLogger(__name__)


class ForwardAuth:
    """Answers 200 with identity headers, or 401 with the same headers emptied: nothing that a client sent under these names survives."""

    def __init__(
        self,
        verifier: Verifier,
        *,
        identity: Mapping[str, str] = IDENTITY,
        reason_header: bool = False,
        realm: str | None = None,
        canary: bool = False,
        observer: Observer | None = None,
    ) -> None:
        """Take the verifier of one listener; ``identity`` is as in `jwtriage.guard.identity.IdentityHeaders`.

        ``reason_header`` adds `REASON_HEADER` to every answer. It is for proxies that keep it from the client: those that hand a rejection
        on as it is would show it. ``realm`` is that of ``WWW-Authenticate`` (RFC 9110, 11.5). ``canary`` accepts canaries, too: for an address
        that no service is behind. ``observer`` is told of the requests that have no token, which the verifier never sees.
        """
        self._verifier = verifier
        self._identity = IdentityHeaders(identity)
        self._with_reason = reason_header
        self._realm = realm
        self._canary = canary
        self._observer = observer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; other kinds of connections get no answer."""
        if scope["type"] != "http":
            return
        code, headers = await self._decide(scope["headers"])
        await send({"type": "http.response.start", "status": code, "headers": [*_COMMON, *headers]})
        await send({"type": "http.response.body", "body": b""})

    async def _decide(self, request: list[Header]) -> tuple[int, list[Header]]:
        try:
            claims = await self._verifier.verify_async(self._token(request), canary=self._canary)
            headers = self._identity.of(claims)
        except Rejected as rejected:
            return self._rejection(rejected)
        except TooLong:
            return self._rejection(Rejected("claim_invalid"))
        return 200, headers + self._reason("ok")

    def _token(self, request: list[Header]) -> str:
        try:
            return bearer_token(request)
        except Rejected as rejected:
            if self._observer is not None:
                self._observer.rejected(rejected, time.time())
            raise

    def _rejection(self, rejected: Rejected) -> tuple[int, list[Header]]:
        _LOG.info("rejected: %s", rejected)
        challenge = (b"www-authenticate", www_authenticate(rejected, self._realm).encode("ascii"))
        return status(rejected), [challenge, *self._identity.empty(), *self._reason(rejected.reason)]

    def _reason(self, reason: str) -> list[Header]:
        return [(REASON_HEADER, reason.encode())] if self._with_reason else []
