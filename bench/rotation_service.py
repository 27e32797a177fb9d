"""The service of ``bench.rotation``: one route behind the guard, its keys in a file that is watched. Uvicorn runs it in several workers."""

import os
from pathlib import Path
from typing import Any

from jwtriage import Verifier
from jwtriage.guard.asgi import GuardMiddleware
from jwtriage.guard.sources import FileSource

ISSUER, AUDIENCE = "https://id.shop.example", "shop-api"


async def _answer(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})


def application() -> GuardMiddleware:
    """Make the application of one worker."""
    source = FileSource(Path(os.environ["ROTATION_KEYS"]), interval=0.2)
    return GuardMiddleware(_answer, Verifier(source, ["HS256"], ISSUER, AUDIENCE))
