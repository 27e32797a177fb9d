import asyncio
from contextlib import asynccontextmanager

import pytest
from httpx2 import Headers
from starlette.applications import Starlette
from starlette.authentication import requires
from starlette.responses import JSONResponse
from starlette.routing import Mount, Route, WebSocketRoute
from starlette.testclient import TestClient, WebSocketDenialResponse
from starlette.websockets import WebSocketDisconnect

from jwtriage.guard.asgi import GuardMiddleware
from tests.guard.adapters import BARE, CANARY, GOOD, INVALID, READER, REFUSED, SECRETS, bearer, verifier

SETTINGS = {"realm": "shop", "exempt": ["/health"], "canary_path": "/canary", "keys_path": "/keys", "report": lambda: {"keys": ["v1"]}}


async def whoami(request):
    return JSONResponse({"sub": request.state.claims["sub"], "user": request.user.identity})


async def health(request):
    return JSONResponse({"has_claims": hasattr(request.state, "claims")})


async def broken(request):
    raise RuntimeError("of the application")


@requires("orders:read")
async def orders(request):
    return JSONResponse([])


async def echo(websocket):
    await websocket.accept()
    await websocket.send_text(websocket.state.claims["sub"])
    await websocket.close()


ROUTES = [
    Route("/", whoami, methods=["GET", "POST"]),
    Route("/health", health),
    Route("/broken", broken),
    Route("/orders", orders),
    WebSocketRoute("/socket", echo),
]


@pytest.fixture(scope="module")
def client():
    return TestClient(GuardMiddleware(Starlette(routes=ROUTES), verifier(), **SETTINGS))


@pytest.mark.parametrize(("headers", "challenge"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST"])
def test_what_is_not_acceptable_is_answered_alike(client, headers, challenge, method):
    response = client.request(method, "/", headers=headers)
    assert (response.status_code, response.headers["www-authenticate"], response.content) == (401, challenge, b"")
    assert not any(word in str(response.headers) for word in SECRETS)


def test_a_good_token_brings_its_claims(client):
    assert client.get("/", headers=bearer(GOOD)).json() == {"sub": "alice", "user": "alice"}
    assert client.post("/", headers=[("aUTHORIZATION", f"bEARER {GOOD}")]).status_code == 200
    assert client.head("/", headers=bearer(GOOD)).status_code == 200


def test_paths_that_do_not_exist_are_not_told_without_a_token(client):
    assert client.get("/absent").status_code == 401
    assert client.get("/absent", headers=bearer(GOOD)).status_code == 404


@pytest.mark.parametrize("path", ["/health/", "/HEALTH", "//health", "/health/x", "/healthz", "/x/health", "/%68ealth/.."])
def test_only_the_exact_path_is_exempt(client, path):
    assert client.get("/health").json() == client.get("/health", headers=bearer(GOOD)).json() == {"has_claims": False}
    assert client.get(path).status_code == 401


def test_scopes_are_those_of_the_token(client):
    assert client.get("/orders", headers=bearer(READER)).status_code == 200
    assert client.get("/orders", headers=bearer(GOOD)).status_code == 403


def test_a_canary_is_accepted_on_its_path_only(client):
    assert client.get("/canary", headers=bearer(CANARY)).json() == client.get("/canary", headers=bearer(GOOD)).json() == {"accepted": True}
    assert client.get("/canary").headers["www-authenticate"] == BARE
    assert client.get("/keys", headers=bearer(CANARY)).headers["www-authenticate"] == INVALID


def test_the_keys_are_told_to_those_with_the_scope(client):
    assert client.get("/keys", headers=bearer(READER)).json() == {"keys": ["v1"]}
    assert client.get("/keys", headers=bearer(GOOD)).status_code == 403
    assert client.get("/keys").status_code == 401


@pytest.mark.parametrize(
    ("caller", "headers", "status"), [("127.0.0.1", [], 200), ("192.0.2.1", [], 401), ("127.0.0.1", [("X-Forwarded-For", "127.0.0.1")], 401)]
)
def test_the_keys_are_told_on_this_host_where_that_is_said(caller, headers, status):
    guarded = GuardMiddleware(Starlette(), verifier(), keys_on_loopback=True, **SETTINGS)
    assert TestClient(guarded, client=(caller, 5000)).get("/keys", headers=headers).status_code == status


def test_an_error_of_the_application_stays_one(client):
    with pytest.raises(RuntimeError, match="of the application"):
        client.get("/broken", headers=bearer(GOOD))


def test_a_socket_opens_for_a_good_token(client):
    with client.websocket_connect("/socket", headers=Headers(bearer(GOOD))) as socket:
        assert socket.receive_text() == "alice"


@pytest.mark.parametrize(("headers", "challenge"), REFUSED.values(), ids=REFUSED)
def test_a_socket_opens_for_no_other(client, headers, challenge):
    with pytest.raises(WebSocketDenialResponse) as caught, client.websocket_connect("/socket", headers=Headers(headers)):
        pass
    assert (caught.value.status_code, caught.value.headers["www-authenticate"]) == (401, challenge)


def test_a_socket_is_closed_where_the_server_can_say_no_more():
    sent = []
    scope = {"type": "websocket", "path": "/socket", "headers": [], "extensions": {}}

    async def receive():
        return {"type": "websocket.connect"}

    async def send(message):
        sent.append(message)

    asyncio.run(GuardMiddleware(Starlette(routes=ROUTES), verifier())(scope, receive, send))
    assert sent == [{"type": "websocket.close", "code": 1008}]


def test_our_own_paths_are_no_sockets(client):
    with pytest.raises(WebSocketDisconnect), client.websocket_connect("/canary", headers=Headers(bearer(GOOD))):
        pass
    with pytest.raises(WebSocketDenialResponse), client.websocket_connect("/canary", headers=Headers(bearer(CANARY))):
        pass


def test_a_mounted_application_is_protected_by_its_own_paths():
    inner = GuardMiddleware(Starlette(routes=ROUTES), verifier(), **SETTINGS)
    client = TestClient(Starlette(routes=[Mount("/shop", app=inner), Route("/health", health)]))
    assert client.get("/health").status_code == client.get("/shop/health").status_code == 200
    assert client.get("/shop/").status_code == client.get("/shop/shop/health").status_code == 401
    assert client.get("/shop/", headers=bearer(GOOD)).json()["sub"] == "alice"
    assert client.get("/shop/canary", headers=bearer(CANARY)).status_code == 200


def test_the_start_of_the_application_is_not_held_up():
    started = []

    async def lifespan(application):
        started.append(True)
        yield

    with TestClient(GuardMiddleware(Starlette(routes=ROUTES, lifespan=asynccontextmanager(lifespan)), verifier())):
        assert started == [True]


def test_it_stands_in_starlettes_list_of_middleware():
    application = Starlette(routes=ROUTES)
    application.add_middleware(GuardMiddleware, verifier=verifier(), realm="shop")
    client = TestClient(application)
    assert client.get("/").headers["www-authenticate"] == BARE
    assert client.get("/", headers=bearer(GOOD)).status_code == 200
