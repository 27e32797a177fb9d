"""Runs ASGI applications, each on its own socket, in one process (extra ``serve``: uvicorn)."""

import asyncio
import contextlib
import signal
import socket
from collections.abc import Generator, Iterable
from typing import NamedTuple

from jwtriage.guard.asgi import Application

try:
    import uvicorn
except ImportError as error:
    raise ImportError("serving needs uvicorn: pip install 'jwtriage[serve]'") from error

LARGEST_HEAD = 64 * 1024
"""Octets of a request's line and headers."""
_PATIENCE = 5
"""Seconds that requests have to end when the server stops."""


class Listener(NamedTuple):
    """An application and the socket that it answers on, which decides what it demands."""

    application: Application
    listening: socket.socket


class _Server(uvicorn.Server):
    """One server of several: signals are the concern of who started them all."""

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Leave the signals alone."""
        yield


def serve(listeners: Iterable[Listener]) -> None:
    """Answer until SIGINT or SIGTERM comes; requests under way are answered first."""
    asyncio.run(_serve(list(listeners)))


async def _serve(listeners: list[Listener]) -> None:
    servers = [_Server(_configuration(listener.application)) for listener in listeners]
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, _stop, servers)
    await asyncio.gather(*(server.serve([listener.listening]) for server, listener in zip(servers, listeners, strict=True)))


def _stop(servers: Iterable[uvicorn.Server]) -> None:
    """Let all end; a second signal does not wait for requests under way."""
    for server in servers:
        server.force_exit = server.should_exit
        server.should_exit = True


def _configuration(application: Application) -> uvicorn.Config:
    """Configure a server that believes no header about who calls, and says nothing of itself."""
    return uvicorn.Config(
        application,
        loop="asyncio",
        http="h11",
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        proxy_headers=False,
        server_header=False,
        date_header=False,
        h11_max_incomplete_event_size=LARGEST_HEAD,
        timeout_graceful_shutdown=_PATIENCE,
    )
