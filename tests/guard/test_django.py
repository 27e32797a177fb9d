import asyncio

import pytest

from tests.guard import django_project  # before anything of Django: it makes the settings

from django.core.exceptions import ImproperlyConfigured  # isort: skip
from django.test import AsyncClient, Client, override_settings  # isort: skip

from jwtriage.guard.django import configured_verifier, scopes_required
from tests.guard.adapters import BARE, CANARY, GOOD, INVALID, READER, REFUSED, SECRETS, bearer


def joined(headers):
    """Join headers of one name as servers do."""
    return {name: ",".join(value for other, value in headers if other == name) for name, _ in headers}


class Synchronous:
    """Asks as WSGI servers do."""

    def request(self, method, path, headers=()):
        return Client().generic(method, path, headers=joined(headers))


class Asynchronous:
    """Asks as ASGI servers do."""

    def request(self, method, path, headers=()):
        return asyncio.run(AsyncClient().generic(method, path, headers=joined(headers)))


either = pytest.mark.parametrize("client", [Synchronous(), Asynchronous()], ids=lambda client: type(client).__name__)


@either
@pytest.mark.parametrize(("headers", "challenge"), REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize("method", ["GET", "HEAD", "OPTIONS", "POST"])
def test_what_is_not_acceptable_is_answered_alike(client, headers, challenge, method):
    response = client.request(method, "/", headers)
    assert (response.status_code, response.headers["WWW-Authenticate"], response.content) == (401, challenge, b"")
    assert not any(word in str(response.headers) for word in SECRETS)


@either
@pytest.mark.parametrize("path", ["/", "/async"])
def test_a_good_token_brings_its_claims(client, path):
    assert client.request("GET", path, bearer(GOOD)).json() == client.request("POST", path, bearer(GOOD)).json() == {"sub": "alice"}


@either
@pytest.mark.parametrize("path", ["/health/", "/HEALTH", "/health/x", "/absent"])
def test_only_the_exact_path_is_exempt(client, path):
    assert client.request("GET", "/health").json() == client.request("GET", "/health", bearer(GOOD)).json() == {"has_claims": False}
    assert client.request("GET", path).status_code == 401


@either
@pytest.mark.parametrize("path", ["/orders", "/orders-async"])
def test_scopes_are_those_of_the_token(client, path):
    assert client.request("GET", path, bearer(READER)).json() == {"sub": "alice"}
    response = client.request("GET", path, bearer(GOOD))
    assert (response.status_code, response.headers["WWW-Authenticate"]) == (403, 'Bearer error="insufficient_scope", scope="orders:read"')


@either
def test_a_canary_is_accepted_on_its_path_only(client):
    assert client.request("GET", "/canary", bearer(CANARY)).json() == client.request("GET", "/canary", bearer(GOOD)).json() == {"accepted": True}
    assert client.request("GET", "/canary").headers["WWW-Authenticate"] == BARE
    assert client.request("GET", "/keys", bearer(CANARY)).headers["WWW-Authenticate"] == INVALID


@either
def test_the_keys_are_told_to_those_with_the_scope(client):
    assert client.request("GET", "/keys", bearer(READER)).json() == {"keys": []}
    assert client.request("GET", "/keys", bearer(GOOD)).status_code == 403


@either
def test_an_error_of_the_application_stays_one(client):
    with pytest.raises(RuntimeError, match="of the application"):
        client.request("GET", "/broken", bearer(GOOD))


def test_the_verifier_may_be_named():
    with override_settings(JWTRIAGE={"verifier": "tests.guard.django_project.GUARD"}):
        assert configured_verifier() is django_project.GUARD


@pytest.mark.parametrize("configured", [None, 5, {}, {"verifier": None}, {"verifier": "tests.guard.django_project.path"}], ids=str)
def test_without_a_verifier_nothing_starts(configured):
    with override_settings(JWTRIAGE=configured), pytest.raises(ImproperlyConfigured):
        Client().get("/health")


def test_a_scope_that_no_token_has_is_refused():
    with pytest.raises(ValueError):
        scopes_required("a b")
