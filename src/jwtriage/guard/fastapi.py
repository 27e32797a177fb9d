"""The guard as a FastAPI dependency, with its security scheme in the OpenAPI document."""

from typing import Any

try:
    from fastapi import HTTPException, WebSocketException
    from fastapi.openapi.models import HTTPBearer as HTTPBearerModel
    from fastapi.security import SecurityScopes
    from fastapi.security.base import SecurityBase
    from starlette.requests import HTTPConnection
except ImportError as error:
    raise ImportError("jwtriage.guard.fastapi needs FastAPI: pip install 'jwtriage[fastapi]'") from error

from jwtriage.guard.answer import status, www_authenticate
from jwtriage.guard.asgi import POLICY_VIOLATION
from jwtriage.guard.bearer import bearer_token
from jwtriage.guard.caller import has_scopes, insufficient_scope
from jwtriage.guard.rejected import Rejected
from jwtriage.guard.verifier import Verifier


class GuardBearer(SecurityBase):
    """Gives a route the claims of the request's token: ``claims: Annotated[dict, Depends(bearer)]``.

    ``Security(bearer, scopes=["orders:read"])`` demands scopes too. Without an acceptable token the request is answered with 401, without
    the scopes with 403; a WebSocket is closed instead. The `HTTPException` has the `Rejected` as its cause.
    """

    def __init__(self, verifier: Verifier, *, canary: bool = False, realm: str | None = None, scheme_name: str = "Bearer") -> None:
        """Take the verifier. ``canary`` is for the one route that answers canaries; ``scheme_name`` is the scheme's in the OpenAPI document."""
        self.model = HTTPBearerModel(bearerFormat="JWT")
        self.scheme_name = scheme_name
        self._verify = verifier.verify_async
        self._canary = canary
        self._realm = realm

    async def __call__(self, connection: HTTPConnection, needed: SecurityScopes) -> dict[str, Any]:
        """Return the claims; FastAPI calls it."""
        try:
            token = bearer_token(connection.scope["headers"])
            claims = await (self._verify(token, canary=True) if self._canary else self._verify(token))
        except Rejected as rejected:
            raise _refusal(connection, status(rejected), www_authenticate(rejected, self._realm)) from rejected
        if needed.scopes and not has_scopes(claims, needed.scopes):
            raise _refusal(connection, 403, insufficient_scope(needed.scopes, self._realm))
        return claims


def _refusal(connection: HTTPConnection, code: int, challenge: str) -> HTTPException | WebSocketException:
    if connection.scope["type"] == "websocket":
        return WebSocketException(POLICY_VIOLATION)
    return HTTPException(code, headers={"WWW-Authenticate": challenge})
