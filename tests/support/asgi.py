"""Calling ASGI applications without a server."""

import asyncio
from typing import NamedTuple


class Answer(NamedTuple):
    """What an application answered."""

    status: int
    headers: list[tuple[bytes, bytes]]
    body: bytes

    def get(self, name: bytes) -> list[bytes]:
        """Return the values of a header."""
        return [value for other, value in self.headers if other == name]


def call(application, headers=(), *, method="GET", path="/", **scope) -> Answer | None:
    """Send one request and return the answer, ``None`` where there was none."""
    sent = []

    async def send(message):
        sent.append(message)

    async def receive():
        raise AssertionError("the body is of no interest")

    whole = {"type": "http", "method": method, "path": path, "query_string": b"", "headers": list(headers), **scope}
    asyncio.run(application(whole, receive, send))
    if not sent:
        return None
    start, *parts = sent
    return Answer(start["status"], list(start["headers"]), b"".join(part.get("body", b"") for part in parts))
