"""``http``, ``https`` and ``oidc`` REFs: a JWKS with its caching evidence, or an `Unread` with one clear reason."""

import json
from pathlib import Path

from jwtriage.model.case import Sighting, Unread
from tests.fetch.server import Handler, address, certificate, serving
from tests.places.look import look, only

BODY = b'{"keys": []}'


def _why(folder: Path, reference: str, **surroundings: object) -> str:
    [unread] = look(folder, reference, **surroundings)
    assert isinstance(unread, Unread)
    assert unread.origin == reference
    return unread.why


def test_evidence(tmp_path: Path) -> None:
    def respond(handler: Handler) -> None:
        handler.send(BODY, Cache_Control="max-age=600", Age="42", ETag='"x"', Set_Cookie="no")

    with serving(respond) as server:
        found = only(tmp_path, address(server, "/jwks?p=1&version=7"))
    assert (found.text.reveal(), found.kind, found.origin.place) == (BODY, "jwks-url", address(server, "/jwks?p=1"))
    labels = dict(found.labels)
    assert labels.pop("date")
    assert labels == {"cache-control": "max-age=600", "age": "42", "etag": '"x"', "version": "7"}
    assert server.seen[0][0] == "/jwks?p=1"


def test_discovery(tmp_path: Path) -> None:
    def respond(handler: Handler) -> None:
        issuer = address(handler.server, "/realm")
        metadata = json.dumps({"issuer": issuer, "jwks_uri": address(handler.server, "/keys")}).encode()
        handler.send(metadata if "openid" in handler.path else BODY)

    with serving(respond) as server:
        [found] = look(tmp_path, f"oidc:{address(server, '/realm')}", "api")
    assert isinstance(found, Sighting)
    assert (found.verifier, found.origin.place, found.labels["url"]) == ("api", f"oidc:{address(server, '/realm')}", address(server, "/keys"))


def test_discovery_over_https_needs_keys_over_https(tmp_path: Path) -> None:
    context, authority = certificate(tmp_path)

    def respond(handler: Handler) -> None:
        issuer = address(handler.server, "", "https")
        handler.send(json.dumps({"issuer": issuer, "jwks_uri": address(handler.server, "/keys")}).encode())

    with serving(respond, context) as server:
        assert "not behind https" in _why(tmp_path, f"oidc:{address(server, '', 'https')}", ca_file=authority)
    assert len(server.seen) == 1


def test_offline_is_by_choice(tmp_path: Path) -> None:
    assert _why(tmp_path, "https://idp.example/jwks", offline=True).startswith("offline:")
    assert _why(tmp_path, "oidc:https://idp.example", offline=True).startswith("offline:")


def test_an_error_document(tmp_path: Path) -> None:
    with serving(lambda handler: handler.send(b"<html>", 200)) as server:
        assert "HTML" in _why(tmp_path, address(server, "/jwks"))
