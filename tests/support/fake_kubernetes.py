"""A fake Kubernetes API for the real ``kubectl``: discovery, and Secrets by name with an answer of the test's choice."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.fetch.server import Handler, Server, serving

SECRETS = "/api/v1/namespaces/shop/secrets/"
_RESOURCE = {"name": "secrets", "singularName": "secret", "namespaced": True, "kind": "Secret", "verbs": ["get", "list"]}
DISCOVERY: Mapping[str, Mapping[str, Any]] = {
    "/api": {"kind": "APIVersions", "versions": ["v1"]},
    "/apis": {"kind": "APIGroupList", "apiVersion": "v1", "groups": []},
    "/api/v1": {"kind": "APIResourceList", "groupVersion": "v1", "resources": [_RESOURCE]},
}


def secret(name: str, data: Mapping[str, str]) -> dict[str, Any]:
    """Return a Secret as the API does: values in base64, and what changed it last."""
    metadata = {"name": name, "namespace": "shop", "resourceVersion": "41", "creationTimestamp": "2026-11-01T08:00:00Z"}
    return {"kind": "Secret", "apiVersion": "v1", "metadata": metadata, "data": dict(data), "type": "Opaque"}


def failure(code: int, reason: str, message: str) -> dict[str, Any]:
    """Return a Status that says why something failed."""
    return {"kind": "Status", "apiVersion": "v1", "status": "Failure", "reason": reason, "message": message, "code": code}


@contextmanager
def fake_cluster(answers: Mapping[str, dict[str, Any]]) -> Iterator[Server]:
    """Serve Secrets of the namespace ``shop``; a Status with a code is a failure, any other name is not found."""

    def respond(handler: Handler) -> None:
        path = handler.path.partition("?")[0]
        answer = DISCOVERY.get(path) or answers.get(path.removeprefix(SECRETS)) or failure(404, "NotFound", f'secrets "{path}" not found')
        handler.send(json.dumps(answer).encode(), int(answer.get("code", 200)), Content_Type="application/json")

    with serving(respond) as server:
        yield server


def client_configuration(server: Server, file: Path) -> str:
    """Write a configuration with the context ``staging`` for ``kubectl``; return its path."""
    cluster = {"name": "c", "cluster": {"server": f"http://127.0.0.1:{server.server_port}"}}
    context = {"name": "staging", "context": {"cluster": "c", "user": "u"}}
    users = [{"name": "u", "user": {"token": "t"}}]
    file.write_text(json.dumps({"kind": "Config", "apiVersion": "v1", "clusters": [cluster], "contexts": [context], "users": users}))
    return str(file)
