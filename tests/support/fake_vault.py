"""A fake KV store of version 2: versions, soft deletion, destruction and a token, as the documented API answers. No real server."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tests.fetch.server import Handler, Server, address, serving

TOKEN = "hvs.token-of-the-test"


@dataclass
class FakeVault:
    """Versions of secrets by ``MOUNT/data/PATH``; the newest is the last."""

    secrets: Mapping[str, list[Mapping[str, Any]]]
    deleted: set[int] = field(default_factory=set)
    destroyed: set[int] = field(default_factory=set)
    locked: frozenset[str] = frozenset()
    address: str = ""

    @property
    def environment(self) -> dict[str, str]:
        """Return the environment of somebody who is logged in."""
        return {"VAULT_ADDR": self.address, "VAULT_TOKEN": TOKEN}

    def answer(self, path: str, version: int, token: str | None) -> tuple[int, dict[str, Any]]:
        """Return the status and the body for one read."""
        versions = self.secrets.get(path, [])
        number = version or len(versions)
        if token != TOKEN or path in self.locked:
            return 403, {"errors": ["1 error occurred:\n\t* permission denied\n\n"]}
        if not 1 <= number <= len(versions):
            return 404, {"errors": []}
        return self._version(versions[number - 1], number)

    def _version(self, fields: Mapping[str, Any], number: int) -> tuple[int, dict[str, Any]]:
        metadata = {"created_time": "2026-11-01T08:00:00Z", "deletion_time": "", "destroyed": number in self.destroyed, "version": number}
        if number in self.deleted:
            metadata["deletion_time"] = "2026-11-02T08:00:00Z"
        gone = number in self.deleted | self.destroyed
        return (404 if gone else 200), {"data": {"data": None if gone else dict(fields), "metadata": metadata}}


@contextmanager
def fake_vault(vault: FakeVault) -> Iterator[Server]:
    """Serve a fake while a test asks it."""

    def respond(handler: Handler) -> None:
        parts = urlsplit(handler.path)
        version = int(parse_qs(parts.query).get("version", ["0"])[0])
        status, body = vault.answer(unquote(parts.path.removeprefix("/v1/")), version, handler.headers.get("X-Vault-Token"))
        handler.send(json.dumps(body).encode(), status)

    with serving(respond) as server:
        vault.address = address(server, "")
        yield server
