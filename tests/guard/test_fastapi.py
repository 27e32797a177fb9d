from typing import Annotated, Any

import pytest
from fastapi import Depends, FastAPI, Security, WebSocket
from fastapi.exception_handlers import http_exception_handler
from fastapi.testclient import TestClient
from httpx2 import Headers
from starlette.websockets import WebSocketDisconnect

from jwtriage.guard import Rejected
from jwtriage.guard.fastapi import GuardBearer
from tests.guard.adapters import CANARY, GOOD, OUT_OF_SCOPE, READER, REFUSED, SECRETS, bearer, verifier

GUARD = verifier()
guarded = GuardBearer(GUARD, realm="shop")
Claims = Annotated[dict[str, Any], Depends(guarded)]
application = FastAPI()


@application.get("/")
@application.head("/")
@application.post("/")
async def whoami(claims: Claims) -> dict[str, str]:
    return {"sub": claims["sub"]}


@application.get("/orders")
def orders(claims: Annotated[dict[str, Any], Security(guarded, scopes=["orders:read"])], also: Claims) -> bool:
    return claims == also


@application.get("/canary")
async def canary(claims: Annotated[dict[str, Any], Depends(GuardBearer(GUARD, canary=True))]) -> dict[str, bool]:
    return {"accepted": True}


@application.get("/broken")
async def broken(claims: Claims) -> None:
    raise RuntimeError("of the application")


@application.websocket("/socket")
async def socket(websocket: WebSocket, claims: Claims) -> None:
    await websocket.accept()
    await websocket.send_text(claims["sub"])
    await websocket.close()


inner = FastAPI(dependencies=[Depends(guarded)])


@inner.get("/")
async def inside() -> str:
    return "inside"


application.mount("/inner", inner)


@pytest.fixture(scope="module")
def client():
    return TestClient(application)


@pytest.mark.parametrize(("headers", "challenge"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize(("method", "path"), [("GET", "/"), ("HEAD", "/"), ("POST", "/"), ("GET", "/orders"), ("GET", "/inner/")])
def test_what_is_not_acceptable_is_answered_alike(client, headers, challenge, method, path):
    response = client.request(method, path, headers=headers)
    assert (response.status_code, response.headers["www-authenticate"]) == (401, challenge)
    assert response.content in (b'{"detail":"Unauthorized"}', b"")
    assert not any(word in f"{response.headers} {response.text}" for word in SECRETS)


def test_a_good_token_gives_its_claims(client):
    assert client.get("/", headers=bearer(GOOD)).json() == {"sub": "alice"}
    assert client.get("/inner/", headers=bearer(GOOD)).json() == "inside"
    assert client.options("/", headers=bearer(GOOD)).status_code == 405


def test_scopes_are_those_of_the_token(client):
    assert client.get("/orders", headers=bearer(READER)).json() is True
    response = client.get("/orders", headers=bearer(GOOD))
    assert (response.status_code, response.headers["www-authenticate"], response.json()) == (403, OUT_OF_SCOPE, {"detail": "Forbidden"})


def test_a_canary_is_accepted_on_its_route_only(client):
    assert client.get("/canary", headers=bearer(CANARY)).json() == client.get("/canary", headers=bearer(GOOD)).json() == {"accepted": True}
    assert client.get("/canary").status_code == 401


def test_an_error_of_the_application_stays_one(client):
    with pytest.raises(RuntimeError, match="of the application"):
        client.get("/broken", headers=bearer(GOOD))


def test_the_reason_is_the_cause_of_the_exception():
    reasons = []
    own = FastAPI()

    @own.exception_handler(401)
    async def handle(request, error):
        reasons.append(error.__cause__.reason if isinstance(error.__cause__, Rejected) else None)
        return await http_exception_handler(request, error)

    own.get("/")(whoami)
    assert TestClient(own).get("/").status_code == 401
    assert reasons == ["missing_token"]


def test_a_socket_opens_for_a_good_token_only(client):
    with client.websocket_connect("/socket", headers=Headers(bearer(GOOD))) as connection:
        assert connection.receive_text() == "alice"
    for headers, _ in REFUSED.values():
        with pytest.raises(WebSocketDisconnect) as caught, client.websocket_connect("/socket", headers=Headers(headers)):
            pass
        assert caught.value.code == 1008


def test_the_scheme_stands_in_the_openapi_document(client):
    document = client.get("/openapi.json").json()
    assert document["components"]["securitySchemes"] == {"Bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}}
    assert document["paths"]["/"]["get"]["security"] == [{"Bearer": []}]
    assert {"Bearer": ["orders:read"]} in document["paths"]["/orders"]["get"]["security"]
