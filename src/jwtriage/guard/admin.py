"""What a guard tells its operators, on a socket of its own: the keys it holds, its metrics, and whether it can work."""

import json
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple, TypeAlias

from jwtriage.guard.asgi import Receive, Scope, Send

Metrics: TypeAlias = Callable[[], bytes]
"""Writes metrics in the text format of Prometheus."""

METRICS_TYPE = b"text/plain; version=0.0.4; charset=utf-8"
_TEXT, _JSON = b"text/plain; charset=utf-8", b"application/json"


class _Answer(NamedTuple):
    status: int
    kind: bytes
    body: bytes

    def __repr__(self) -> str:
        """Name the status only."""
        return f"_Answer({self.status})"


class Admin:
    """Answers ``/keys`` (JSON, see `jwtriage.guard.report`), ``/metrics`` and ``/healthz``; the socket decides who may ask."""

    def __init__(self, report: Callable[[], Mapping[str, Any]], is_healthy: Callable[[], bool], metrics: Metrics | None = None) -> None:
        """Take what makes the answers; without ``metrics`` that path says which extra it needs."""
        self._report = report
        self._is_healthy = is_healthy
        self._metrics = metrics
        self._paths: Mapping[str, Callable[[], _Answer]] = {"/keys": self._keys, "/metrics": self._all_metrics, "/healthz": self._health}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; other kinds of connections get no answer."""
        if scope["type"] != "http":
            return
        answer = self._answer(scope["method"], scope["path"])
        headers = [(b"content-type", answer.kind), (b"content-length", str(len(answer.body)).encode()), (b"cache-control", b"no-store")]
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        await send({"type": "http.response.body", "body": answer.body})

    def _answer(self, method: str, path: str) -> _Answer:
        if path not in self._paths:
            return _Answer(404, _TEXT, b"there are /keys, /metrics and /healthz\n")
        if method not in ("GET", "HEAD"):
            return _Answer(405, _TEXT, b"only GET\n")
        return self._paths[path]()

    def _keys(self) -> _Answer:
        return _Answer(200, _JSON, json.dumps(self._report(), indent=2).encode("ascii") + b"\n")

    def _all_metrics(self) -> _Answer:
        if self._metrics is None:
            return _Answer(501, _TEXT, b"metrics need prometheus-client: pip install 'jwtriage[metrics]'\n")
        return _Answer(200, METRICS_TYPE, self._metrics())

    def _health(self) -> _Answer:
        return _Answer(200, _TEXT, b"ok\n") if self._is_healthy() else _Answer(503, _TEXT, b"no key is trusted now\n")
