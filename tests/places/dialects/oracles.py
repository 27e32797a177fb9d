"""The real readers. Each takes texts and returns the variables that it sees in each; ``None`` where the comparison says nothing.

A reader that is not installed returns nothing at all. Nothing is downloaded here: npm's dotenv is looked for in the folder
``JWTRIAGE_NODE_MODULES``. Run this file to record `measured.json` anew.
"""

import io
import json
import logging
import os
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import dotenv

from tests.places.dialects.generate import NAMES, texts

Values = dict[str, str] | None
MEASURED = Path(__file__).with_name("measured.json")
GENERATOR = Path("/usr/lib/systemd/user-environment-generators/30-systemd-environment-d-generator")
_PRINT_SHELL = "; ".join(f'[ "${{{name}+s}}" ] && printf "%s\\0%s\\0" {name} "${name}"' for name in NAMES) + "; :"


def read_python(wanted: Sequence[str]) -> list[Values]:
    """Ask python-dotenv, with an empty environment."""
    logging.getLogger("dotenv").setLevel(logging.CRITICAL)
    saved = dict(os.environ)
    os.environ.clear()
    try:
        return [{name: value for name, value in _dotenv(text).items() if value is not None} for text in wanted]
    finally:
        os.environ.update(saved)


def _dotenv(text: str) -> Mapping[str, str | None]:
    """Read a text as python-dotenv reads a file: with universal newlines."""
    return dotenv.dotenv_values(stream=io.StringIO(text, newline=None))


def read_node(wanted: Sequence[str]) -> list[Values] | None:
    """Ask npm's dotenv."""
    modules = os.environ.get("JWTRIAGE_NODE_MODULES")
    return _node(wanted, f"require({json.dumps(modules + '/dotenv')}).parse") if modules else None


def read_node_env_file(wanted: Sequence[str]) -> list[Values] | None:
    """Ask the reader behind ``node --env-file``."""
    return _node(wanted, "require('util').parseEnv")


def _node(wanted: Sequence[str], parse: str) -> list[Values] | None:
    """Run one function of Node over all texts."""
    node = shutil.which("node")
    if not node:
        return None
    script = f"const parse = {parse}; console.log(JSON.stringify(JSON.parse(require('fs').readFileSync(0)).map(text => parse(text))))"
    run = subprocess.run([node, "-e", script], input=json.dumps(wanted).encode(), capture_output=True, check=True)
    answers: list[Values] = json.loads(run.stdout)
    return answers


def read_shell(wanted: Sequence[str]) -> list[Values] | None:
    """Ask dash in an empty environment; a text that makes it run a command, or fail, is left out."""
    dash = shutil.which("dash")
    if not dash:
        return None
    with tempfile.TemporaryDirectory() as folder:
        return [_shell(dash, text, Path(folder)) for text in wanted]


def _shell(dash: str, text: str, folder: Path) -> Values:
    """Read one text with ``.``; whatever the shell complains about makes the answer void."""
    (folder / "file").write_bytes(text.encode())
    command = ["/usr/bin/env", "-i", "PATH=/nonexistent", dash, "-c", f". ./file; {_PRINT_SHELL}"]
    run = subprocess.run(command, cwd=folder, capture_output=True, stdin=subprocess.DEVNULL, timeout=10, check=False)
    answers = run.stdout.decode("utf-8", "surrogateescape").split("\0")[:-1]
    # Whatever only a running shell can know, the dialect leaves open.
    void = run.stderr or run.returncode or any(piece in text for piece in ("`", "$$", "~", "$(", "&", "|"))
    return None if void else dict(zip(answers[::2], answers[1::2], strict=True))


def read_systemd(wanted: Sequence[str]) -> list[Values] | None:
    """Ask systemd's own reader through its generator for environment.d, which expands ``$`` and omits empty values."""
    if not GENERATOR.exists():
        return None
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "environment.d").mkdir()
        return [_systemd(text, Path(folder)) for text in wanted]


def _systemd(text: str, folder: Path) -> Values:
    """Read one text; the generator escapes like C, which is undone here."""
    if "$" in text or "\r" in text:
        return None
    (folder / "environment.d" / "a.conf").write_bytes(text.encode())
    environment = {"XDG_CONFIG_HOME": str(folder), "HOME": str(folder)}
    run = subprocess.run([str(GENERATOR)], env=environment, capture_output=True, check=True)
    pairs = (line.partition("=") for line in run.stdout.decode().splitlines())
    return {name: _unquoted(value) for name, _, value in pairs if name in NAMES}


def _unquoted(value: str) -> str:
    """Undo the shell quoting of systemd."""
    if not value.startswith('"'):
        return value
    parts = value[1:-1].replace("\\\\", "\0").replace("\\n", "\n").replace("\\t", "\t")
    for character in '"`$':
        parts = parts.replace(f"\\{character}", character)
    return parts.replace("\0", "\\")


def read_docker(wanted: Sequence[str]) -> list[Values] | None:
    """Ask the docker client: it reads the file itself, and tells a server, which is ours, the result."""
    docker = shutil.which("docker")
    if not docker:
        return None
    with _docker_server() as server, tempfile.TemporaryDirectory() as folder:
        return [_docker(docker, server, text, Path(folder)) for text in wanted]


def _docker(docker: str, server: "_Server", text: str, folder: Path) -> Values:
    """Create a container that never is; a refused file gives ``{"": "refused"}``."""
    server.created = None
    (folder / "file").write_bytes(text.encode())
    environment = {"DOCKER_HOST": f"tcp://127.0.0.1:{server.server_port}", "HOME": str(folder), "PATH": "/nonexistent"}
    command = [docker, "create", "--env-file", str(folder / "file"), "image"]
    subprocess.run(command, env=environment, capture_output=True, check=False, timeout=20)
    if server.created is None:
        return {"": "refused"}
    return {name: value for name, equals, value in (entry.partition("=") for entry in server.created or ()) if equals}


class _Server(HTTPServer):
    """A loopback server that plays an engine."""

    created: list[str] | None = None


class _Handler(BaseHTTPRequestHandler):
    """Answers what the client asks on the way to creating a container."""

    server: _Server

    def do_HEAD(self) -> None:
        """Answer the ping."""
        self._answer(200, b"")

    def do_GET(self) -> None:
        """Answer the ping."""
        self._answer(200, b"{}")

    def do_POST(self) -> None:
        """Keep the environment of the container."""
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        self.server.created = body.get("Env") or []
        self._answer(201, b'{"Id": "1", "Warnings": []}')

    def _answer(self, status: int, body: bytes) -> None:
        """Send JSON."""
        self.send_response(status)
        self.send_header("Api-Version", "1.45")
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Stay silent."""


@contextmanager
def _docker_server() -> Iterator[_Server]:
    """Run the server while its client is asked."""
    server = _Server(("127.0.0.1", 0), _Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


ORACLES: Mapping[str, tuple[Callable[[Sequence[str]], list[Values] | None], int]] = {
    "python": (read_python, 400),
    "node": (read_node, 400),
    "node-env-file": (read_node_env_file, 400),
    "docker": (read_docker, 300),
    "shell": (read_shell, 2000),
    "systemd": (read_systemd, 800),
}
"""Every real reader, and how many generated texts it is recorded with; those that say nothing are not kept."""


def ask(reader: str, seed: int, count: int) -> list[tuple[str, dict[str, str]]] | None:
    """Return texts with what the real reader makes of them; ``None`` where it is not installed."""
    wanted = texts(seed, count)
    answers = ORACLES[reader][0](wanted)
    return None if answers is None else [(text, answer) for text, answer in zip(wanted, answers, strict=True) if answer is not None]


def record(seed: int = 1) -> None:
    """Write down what the readers of this machine make of the texts of one seed."""
    answers = {name: ask(name, seed, count) for name, (_, count) in ORACLES.items()}
    missing = [name for name, answer in answers.items() if answer is None]
    if missing:
        raise SystemExit(f"not installed here: {', '.join(missing)}")
    lines = [f"{json.dumps(name)}:{json.dumps(answer, separators=(',', ':'))}" for name, answer in answers.items()]
    MEASURED.write_text("{" + ",\n".join(lines) + "}\n")


if __name__ == "__main__":
    record()
