"""Secrets of a KV store, version 2, by a fake server."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from jwtriage.model.case import Sighting, Unread
from tests.fetch.server import Handler, address, serving
from tests.places.look import look, only, refusal, texts
from tests.support.fake_vault import TOKEN, FakeVault, fake_vault

OLD, NEW = {"jwt_secret": "rhubarb-Custard-71"}, {"jwt_secret": "rhubarb-Custard-72\n", "nested": {"a.b": "x"}, "jwk": {"kty": "oct", "k": "AA"}}


@pytest.fixture
def vault() -> Iterator[FakeVault]:
    made = FakeVault(
        {"secret/data/shop/auth": [OLD, NEW], "team/kv/data/auth": [OLD], "secret/data/locked": [OLD]}, locked=frozenset(("secret/data/locked",))
    )
    with fake_vault(made):
        yield made


def _why(folder: Path, reference: str, environment: dict[str, str], **more: object) -> str:
    [unread] = look(folder, reference, environment=environment, **more)
    assert isinstance(unread, Unread)
    assert not any(word in unread.why for word in ("rhubarb", TOKEN))
    return unread.why


def test_the_newest_version_and_an_older_one(tmp_path: Path, vault: FakeVault) -> None:
    newest = only(tmp_path, "vault:secret/shop/auth#jwt_secret", environment=vault.environment)
    older = only(tmp_path, "vault:secret/shop/auth?version=1#jwt_secret", environment=vault.environment)
    assert (newest.text.reveal(), newest.labels["version"]) == (b"rhubarb-Custard-72\n", "2")
    assert (older.text.reveal(), older.labels["version"]) == (b"rhubarb-Custard-71", "1")
    assert newest.labels["created"] == "2026-11-01T08:00:00Z"


def test_fields_inside_fields(tmp_path: Path, vault: FakeVault) -> None:
    assert only(tmp_path, "vault:secret/shop/auth#nested.a%2Eb", environment=vault.environment).text.reveal() == b"x"
    assert only(tmp_path, "vault:secret/shop/auth#jwk", environment=vault.environment).text.reveal() == b'{"kty": "oct", "k": "AA"}'


def test_the_other_fields_are_candidates_beside_a_verifier(tmp_path: Path, vault: FakeVault) -> None:
    found = look(tmp_path, "vault:secret/shop/auth#jwt_secret", "api", environment=vault.environment)
    assert [(each.origin.name, each.verifier) for each in found if isinstance(each, Sighting)][:2] == [("jwt_secret", "api"), ("nested.a%2Eb", None)]
    assert set(texts(look(tmp_path, "vault:secret/shop/auth", environment=vault.environment))) == {"jwt_secret", "nested.a%2Eb", "jwk"}


def test_a_mount_of_several_parts(tmp_path: Path, vault: FakeVault) -> None:
    assert only(tmp_path, "vault:team%2Fkv/auth#jwt_secret", environment=vault.environment).text.reveal() == b"rhubarb-Custard-71"


def test_withheld(tmp_path: Path, vault: FakeVault) -> None:
    vault.deleted, vault.destroyed = {1}, {2}
    environment = vault.environment
    assert _why(tmp_path, "vault:secret/shop/auth?version=1#a", environment) == (
        "secret/data/shop/auth version 1 was deleted at 2026-11-02T08:00:00Z; it can be undeleted"
    )
    assert _why(tmp_path, "vault:secret/shop/auth#a", environment) == "secret/data/shop/auth was destroyed"
    assert _why(tmp_path, "vault:secret/shop/auth?version=9#a", environment) == "there is no secret/data/shop/auth version 9"
    assert _why(tmp_path, "vault:secret/locked#a", environment) == "denied: the right to read secret/data/locked is missing"
    assert _why(tmp_path, "vault:secret/shop/auth#a", {**environment, "VAULT_TOKEN": "wrong"}).startswith("denied:")
    assert _why(tmp_path, "vault:secret/shop/auth#a", environment, offline=True).startswith("offline:")


@pytest.mark.parametrize(
    "reference",
    ["vault:auth#a", "vault:secret/#a", "vault:/auth#a", "vault:secret/../sys/seal#a", "vault:secret/a%2F%2Fb#a", "vault:secret/a?version=x#a"],
)
def test_what_names_no_secret_is_refused(tmp_path: Path, reference: str) -> None:
    assert "expected vault:MOUNT/PATH" in refusal(tmp_path, reference)


def test_a_missing_field_is_a_slip(tmp_path: Path, vault: FakeVault) -> None:
    assert "has no jwt-secret; it has jwt_secret" in refusal(tmp_path, "vault:secret/shop/auth?version=1#jwt-secret", environment=vault.environment)


def test_the_login_of_the_command_line(tmp_path: Path, vault: FakeVault) -> None:
    (tmp_path / ".vault-token").write_text(f"{TOKEN}\n")
    environment = {"BAO_ADDR": vault.address, "VAULT_ADDR": "https://unused.invalid", "HOME": str(tmp_path)}
    assert only(tmp_path, "vault:secret/shop/auth#jwt_secret", environment=environment).text.reveal() == b"rhubarb-Custard-72\n"


@pytest.mark.parametrize(
    ("environment", "why"),
    [
        ({}, "the address of the server is not set (BAO_ADDR or VAULT_ADDR)"),
        ({"VAULT_ADDR": "https://v.example", "HOME": "/nonexistent"}, "there is no token: log in, or set BAO_TOKEN or VAULT_TOKEN"),
        ({"VAULT_ADDR": "https://v.example", "HOME": ""}, "there is no token: log in, or set BAO_TOKEN or VAULT_TOKEN"),
        ({"VAULT_ADDR": "https://v.example", "VAULT_TOKEN": "a\nX: y"}, "the token of this login has characters that no token has"),
        ({"VAULT_ADDR": "http://192.0.2.1", "VAULT_TOKEN": "a"}, "the server: plain http is for loopback addresses only; use https"),
        ({"VAULT_ADDR": "http://127.0.0.1:9", "VAULT_TOKEN": "a"}, "the server: refused the connection"),
        (
            {"VAULT_ADDR": "https://169.254.169.254", "VAULT_TOKEN": "a"},
            "the server: 169.254.169.254 is a link-local or metadata address, which is never asked",
        ),
    ],
)
def test_without_a_server_or_a_login(tmp_path: Path, environment: dict[str, str], why: str) -> None:
    assert _why(tmp_path, "vault:secret/shop/auth#a", environment) == why


@pytest.mark.parametrize(
    ("status", "body", "why"),
    [(200, b"<html>", "no JSON"), (200, b'{"data": {"a": "rhubarb"}}', "version 2"), (503, b"{}", "sealed"), (500, b"rhubarb", "status 500")],
)
def test_other_answers_are_unread(tmp_path: Path, status: int, body: bytes, why: str) -> None:
    with serving(lambda handler: handler.send(body, status)) as server:
        assert why in _why(tmp_path, "vault:secret/a#b", {"VAULT_ADDR": address(server, ""), "VAULT_TOKEN": TOKEN})


def test_the_token_goes_to_no_other_host_and_the_namespace_goes_along(tmp_path: Path, vault: FakeVault) -> None:
    def elsewhere(handler: Handler) -> None:
        handler.send(b"", 307, Location=f"{vault.address}/v1/secret/data/shop/auth")

    with serving(elsewhere) as server:
        environment = {"VAULT_ADDR": address(server, "/"), "VAULT_TOKEN": TOKEN, "VAULT_NAMESPACE": "team"}
        assert "redirects to another scheme or host" in _why(tmp_path, "vault:secret/shop/auth#a", environment)
        [(_, headers)] = server.seen
    assert (headers["X-Vault-Namespace"], headers["X-Vault-Request"]) == ("team", "true")
