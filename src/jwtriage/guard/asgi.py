"""The guard as ASGI middleware: for Starlette, FastAPI, Quart, Litestar, or an application without any framework."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any, TypeAlias, Unpack

from jwtriage.guard.bearer import bearer_token
from jwtriage.guard.caller import Caller
from jwtriage.guard.gate import Answer, Gate, Settings
from jwtriage.guard.rejected import Rejected
from jwtriage.guard.verifier import Verifier

Message: TypeAlias = MutableMapping[str, Any]
Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
Application: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY_VIOLATION = 1008
"""The code with which a WebSocket is closed (RFC 6455, 7.4.1)."""


class GuardMiddleware:
    """Lets requests and WebSockets through whose token is acceptable, and answers all others with 401 (a WebSocket: closes it unopened).

    The application finds the claims in ``scope["state"]["claims"]`` (Starlette: ``request.state.claims``), and a
    `jwtriage.guard.caller.Caller` as ``scope["user"]`` and ``scope["auth"]``, as Starlette's ``requires`` wants it.
    """

    def __init__(self, app: Application, verifier: Verifier, **settings: Unpack[Settings]) -> None:
        """Protect ``app``; the settings are those of `jwtriage.guard.gate.Settings`."""
        self._app = app
        self._verify = verifier.verify_async
        self._gate = Gate(**settings)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        kind, path = scope["type"], _path(scope)
        if kind == "lifespan" or path in self._gate.exempt:
            await self._app(scope, receive, send)
            return
        if kind == "http" and path in self._gate.own:
            await _send(send, await self._own_answer(path, scope))
            return
        try:
            claims = await self._verify(bearer_token(scope["headers"]))
        except Rejected as rejected:
            await _refuse(scope, receive, send, self._gate.refusal(rejected))
            return
        scope.setdefault("state", {})["claims"] = claims
        scope["user"] = scope["auth"] = Caller(claims)
        await self._app(scope, receive, send)

    async def _own_answer(self, path: str, scope: Scope) -> Answer:
        if self._gate.is_open(path, _host(scope), (name.decode("latin-1").lower() for name, _ in scope["headers"])):
            return self._gate.answer(path, None)
        try:
            claims = await self._verify(bearer_token(scope["headers"]), canary=path == self._gate.canary_path)
        except Rejected as rejected:
            return self._gate.refusal(rejected)
        return self._gate.answer(path, claims)


def _path(scope: Scope) -> str:
    """Return the path relative to the application: where it is mounted, ``path`` begins with ``root_path``."""
    path: str = scope.get("path", "")
    root: str = scope.get("root_path", "")
    return path[len(root) :] if root and (path == root or path.startswith(f"{root}/")) else path


def _host(scope: Scope) -> str | None:
    client = scope.get("client")
    return None if client is None else str(client[0])


async def _refuse(scope: Scope, receive: Receive, send: Send, answer: Answer) -> None:
    """Answer 401; a WebSocket gets it too where the server can do that (the extension Websocket Denial Response), else it is not opened."""
    if scope["type"] == "websocket":
        await receive()
        if "websocket.http.response" not in scope.get("extensions", {}):
            await send({"type": "websocket.close", "code": POLICY_VIOLATION})
            return
        await _send(send, answer, "websocket.http.response")
        return
    await _send(send, answer)


async def _send(send: Send, answer: Answer, kind: str = "http.response") -> None:
    named = [(name.lower().encode("ascii"), value.encode("latin-1")) for name, value in answer.headers]
    length = (b"content-length", str(len(answer.body)).encode("ascii"))
    await send({"type": f"{kind}.start", "status": answer.status, "headers": [*named, length]})
    await send({"type": f"{kind}.body", "body": answer.body})
