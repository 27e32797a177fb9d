"""A fake Docker engine for the real ``docker``: version negotiation, and containers by name."""

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from tests.fetch.server import Handler, serving


def container(*environment: str) -> dict[str, Any]:
    """Return what the engine says about a running container."""
    state = {"Running": True, "StartedAt": "2026-11-01T08:00:00Z"}
    return {"Id": "c0ffee", "Name": "/api", "State": state, "Config": {"Image": "shop/api:7", "Env": list(environment)}}


@contextmanager
def fake_engine(containers: Mapping[str, dict[str, Any]]) -> Iterator[str]:
    """Serve containers; yield the address of the engine as ``DOCKER_HOST`` has it."""

    def respond(handler: Handler) -> None:
        name = handler.path.removesuffix("/json").rpartition("/")[2]
        answer: dict[str, Any] = containers.get(name) or {"message": f"No such container: {name}"}
        handler.send(json.dumps(answer).encode(), 200 if name in containers else 404, Content_Type="application/json", Api_Version="1.40")

    with serving(respond) as server:
        yield f"tcp://127.0.0.1:{server.server_port}"
