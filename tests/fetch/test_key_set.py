"""Key sets and discovery documents."""

import json

import pytest

from jwtriage.fetch.client import Network
from jwtriage.fetch.errors import FetchError
from jwtriage.fetch.key_set import discover, fetch_key_set
from tests.fetch.server import Handler, address, serving

QUICK = Network(timeout=2)


def test_the_exact_body() -> None:
    body = b' {"keys": [ ]}\n'
    with serving(lambda handler: handler.send(body)) as server:
        assert fetch_key_set(address(server), QUICK).body == body


@pytest.mark.parametrize(
    ("status", "body", "why"),
    [
        (404, b'{"keys": []}', "status 404"),
        (500, b"", "status 500"),
        (204, b"", "status 204"),
        (200, b"<!DOCTYPE html><title>Login</title>", "HTML"),
        (200, b"", "empty"),
        (200, b"{", "no JSON"),
        (200, b"[" * 100_000, "no JSON"),
        (200, b"\xff", "no JSON"),
        (200, b"[]", "no object"),
        (200, b'{"error": "x"}', "no JWKS"),
        (200, b'{"keys": {}}', "no JWKS"),
        (200, json.dumps({"keys": [{}] * 201}).encode(), "200 keys"),
    ],
)
def test_what_is_no_key_set(status: int, body: bytes, why: str) -> None:
    with serving(lambda handler: handler.send(body, status)) as server, pytest.raises(FetchError, match=why):
        fetch_key_set(address(server), QUICK)


def _discover(document: object, issuer_path: str = "") -> str:
    """Serve a discovery document; ``ISSUER`` in it stands for the issuer."""

    def respond(handler: Handler) -> None:
        issuer = address(handler.server, issuer_path)
        handler.send(json.dumps(document).replace("ISSUER", issuer).encode())

    with serving(respond) as server:
        found = discover(address(server, issuer_path), QUICK)
        assert server.seen[0][0] == issuer_path.rstrip("/") + "/.well-known/openid-configuration"
        return found


@pytest.mark.parametrize("path", ["", "/realms/a", "/tenant/"])
def test_discovery(path: str) -> None:
    assert _discover({"issuer": "ISSUER", "jwks_uri": "https://keys.example/jwks"}, path) == "https://keys.example/jwks"


@pytest.mark.parametrize(
    ("document", "why"),
    [
        ({"issuer": "ISSUER/", "jwks_uri": "https://keys.example/jwks"}, "another issuer"),
        ({"jwks_uri": "https://keys.example/jwks"}, "another issuer"),
        ({"issuer": "ISSUER"}, "no jwks_uri"),
        ({"issuer": "ISSUER", "jwks_uri": 3}, "no jwks_uri"),
    ],
)
def test_discovery_that_is_refused(document: object, why: str) -> None:
    with pytest.raises(FetchError, match=why):
        _discover(document)
