import pytest
from werkzeug.test import Client

from jwtriage.guard.wsgi import CLAIMS, GuardMiddleware
from tests.guard.adapters import BARE, CANARY, GOOD, INVALID, READER, REFUSED, SECRETS, bearer, verifier

SETTINGS = {"realm": "shop", "exempt": ["/health"], "canary_path": "/canary", "keys_path": "/keys", "report": lambda: {"keys": ["v1"]}}


def application(environ, start_response):
    if environ["PATH_INFO"] == "/broken":
        raise RuntimeError("of the application")
    start_response("200 OK", [("Content-Type", "text/plain")])
    return [str(environ.get(CLAIMS, {}).get("sub")).encode()]


@pytest.fixture(scope="module")
def client():
    return Client(GuardMiddleware(application, verifier(), **SETTINGS))


@pytest.mark.parametrize(("headers", "challenge"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST"])
def test_what_is_not_acceptable_is_answered_alike(client, headers, challenge, method):
    response = client.open("/", method=method, headers=headers)
    assert (response.status, response.headers["WWW-Authenticate"], response.data) == ("401 Unauthorized", challenge, b"")
    assert not any(word in str(response.headers) for word in SECRETS)


def test_a_good_token_brings_its_claims(client):
    assert client.get("/", headers=bearer(GOOD)).data == client.post("/x", headers=[("aUTHORIZATION", f"bEARER {GOOD}")]).data == b"alice"


def test_claims_come_from_the_token_only(client):
    forged = {"HTTP_JWTRIAGE_CLAIMS": "x", "HTTP_JWTRIAGE.CLAIMS": "x"}
    assert client.get("/health", environ_overrides=forged).data == b"None"


@pytest.mark.parametrize("path", ["/health/", "/HEALTH", "//health", "/health/x", "/healthz", "/x/health", ""])
def test_only_the_exact_path_is_exempt(client, path):
    assert client.get("/health").data == client.get("/health", headers=bearer(GOOD)).data == b"None"
    assert client.get(path).status_code == 401


def test_the_path_is_relative_to_the_application(client):
    assert client.get("/health", base_url="http://localhost/shop").status_code == 200
    assert client.get("/shop/health").status_code == 401


def test_a_canary_is_accepted_on_its_path_only(client):
    assert client.get("/canary", headers=bearer(CANARY)).json == client.get("/canary", headers=bearer(GOOD)).json == {"accepted": True}
    assert client.get("/canary").headers["WWW-Authenticate"] == BARE
    assert client.get("/keys", headers=bearer(CANARY)).headers["WWW-Authenticate"] == INVALID
    assert client.head("/canary", headers=bearer(CANARY)).data == b""


def test_the_keys_are_told_to_those_with_the_scope(client):
    assert client.get("/keys", headers=bearer(READER)).json == {"keys": ["v1"]}
    assert client.get("/keys", headers=bearer(GOOD)).status == "403 Forbidden"


@pytest.mark.parametrize(
    ("caller", "headers", "status"), [("127.0.0.1", [], 200), ("192.0.2.1", [], 401), ("127.0.0.1", [("X-Forwarded-For", "127.0.0.1")], 401)]
)
def test_the_keys_are_told_on_this_host_where_that_is_said(caller, headers, status):
    client = Client(GuardMiddleware(application, verifier(), keys_on_loopback=True, **SETTINGS))
    assert client.get("/keys", headers=headers, environ_overrides={"REMOTE_ADDR": caller}).status_code == status


def test_an_error_of_the_application_stays_one(client):
    with pytest.raises(RuntimeError, match="of the application"):
        client.get("/broken", headers=bearer(GOOD))
