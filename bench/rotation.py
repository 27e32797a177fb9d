"""A rotation under load: a service in four workers, wrk on loopback, and the count of valid tokens that were rejected.

The guarded order is the safe one: the verifiers accept both keys, then the issuer signs with the new one, then the old tokens end, then the
old key goes. The control swaps the key on both sides at once. Half of the requests bring a token that was just issued, half one that its client
has kept for a while. Run it as ``python -m bench.rotation``; it needs wrk (Debian: ``apt install wrk``).
"""

import json
import os
import re
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from bench.rotation_service import AUDIENCE, ISSUER
from jwtriage.guard.signer import Signer

WORKERS = 4
LIFETIME = 3.0
"""Seconds that a token is valid; the drain takes as long."""
KEPT = 2.0
"""Seconds that a client keeps a token."""
SETTLED = 1.0
"""Seconds in which every worker has taken over a changed file: it is looked at every 0.2 s, and believed when seen twice."""
DURATION = 12
_START = 20.0
_SCRIPT = """
local made, tokens = 0, {}
local function read(name)
  local file = io.open(os.getenv("ROTATION_TOKENS") .. "/" .. name)
  if file then
    tokens[name] = "Bearer " .. file:read("*a")
    file:close()
  end
end
request = function()
  if made % 100 == 0 then read("fresh") read("kept") end
  made = made + 1
  return wrk.format("GET", "/", { Authorization = made % 2 == 0 and tokens.fresh or tokens.kept })
end
"""


class Outcome(NamedTuple):
    """What wrk counted."""

    requests: int
    rejected: int
    failed: int


class Stage:
    """The folder in which a rotation is played: what the verifiers accept, and the tokens that clients send."""

    def __init__(self, folder: Path) -> None:
        """Make an old and a new key, and begin with the old one on both sides."""
        self.folder = folder
        self.keys = folder / "keys.json"
        self.old, self.new = ({"kty": "oct", "kid": kid, "alg": "HS256", "k": secrets.token_urlsafe(32)} for kid in ("old", "new"))
        self._renewed = 0.0
        self.accept(self.old)
        self.sign(self.old)

    def accept(self, *keys: dict[str, str]) -> None:
        """Say what the verifiers accept from now on."""
        self._write(self.keys, json.dumps({"keys": keys}))

    def sign(self, key: dict[str, str], seconds: float = 0.0) -> None:
        """Issue tokens under a key, for some seconds."""
        signer = Signer(key, "HS256", issuer=ISSUER, audience=AUDIENCE, lifetime=LIFETIME)
        end = time.monotonic() + seconds
        while True:
            self._issue(signer)
            if time.monotonic() >= end:
                return
            time.sleep(0.1)

    def _issue(self, signer: Signer) -> None:
        token, now = signer.sign({"sub": "load"}), time.monotonic()
        self._write(self.folder / "fresh", token)
        if now - self._renewed >= KEPT:
            self._write(self.folder / "kept", token)
            self._renewed = now

    def _write(self, path: Path, text: str) -> None:
        """Write a file in one step: readers see the old one or the new one."""
        beside = path.with_suffix(".new")
        beside.write_text(text)
        beside.replace(path)


def in_order(stage: Stage) -> None:
    """Rotate so that no valid token is rejected."""
    stage.sign(stage.old, 1.5)
    stage.accept(stage.old, stage.new)
    stage.sign(stage.old, SETTLED)
    stage.sign(stage.new, LIFETIME + SETTLED)
    stage.accept(stage.new)


def at_once(stage: Stage) -> None:
    """Swap the key on both sides at the same time."""
    stage.sign(stage.old, 3.5)
    stage.accept(stage.new)


def play(rotate: Callable[[Stage], None]) -> Outcome:
    """Start the service, put it under load, and rotate meanwhile."""
    with tempfile.TemporaryDirectory() as name:
        stage = Stage(Path(name))
        (stage.folder / "load.lua").write_text(_SCRIPT)
        environment = {**os.environ, "ROTATION_KEYS": str(stage.keys), "ROTATION_TOKENS": name}
        with _service(environment) as port:
            command = ["wrk", "-t2", "-c32", f"-d{DURATION}s", "-s", f"{name}/load.lua", f"http://127.0.0.1:{port}/"]
            stage.sign(stage.old)
            load = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
            rotate(stage)
            while load.poll() is None:
                stage.sign(stage.new, 0.2)
            output = load.stdout.read() if load.stdout else ""
    return Outcome(_count("([0-9]+) requests in ", output), _count("Non-2xx or 3xx responses: ([0-9]+)", output), _failures(output))


@contextmanager
def _service(environment: dict[str, str]) -> Iterator[int]:
    """Run the service on a free port until it answers, and stop it in the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    arguments = ["--host", "127.0.0.1", "--port", str(port), "--workers", str(WORKERS), "--log-level", "warning", "--no-access-log"]
    process = subprocess.Popen([sys.executable, "-m", "uvicorn", "bench.rotation_service:application", "--factory", *arguments], env=environment)
    try:
        _wait_for(port)
        yield port
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int) -> None:
    end = time.monotonic() + _START
    while time.monotonic() < end:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                time.sleep(2)
                return
        time.sleep(0.1)
    raise SystemExit("the service did not start")


def _count(pattern: str, output: str) -> int:
    found = re.search(pattern, output)
    return int(found[1]) if found else 0


def _failures(output: str) -> int:
    """Return how many requests had no answer at all."""
    found = re.search("Socket errors: connect ([0-9]+), read ([0-9]+), write ([0-9]+), timeout ([0-9]+)", output)
    return sum(map(int, found.groups())) if found else 0


def main() -> int:
    """Play both orders, print what was rejected; 1 if the safe order rejected anything, or the control nothing."""
    if shutil.which("wrk") is None:
        print("skipped: wrk is not installed (apt install wrk)")
        return 0
    outcomes = {"in order": play(in_order), "control: swapped at once": play(at_once)}
    print(f"{'rotation':<26}{'requests':>10}{'per second':>12}{'rejected':>10}{'unanswered':>12}")
    for name, outcome in outcomes.items():
        print(f"{name:<26}{outcome.requests:>10}{outcome.requests / DURATION:>12.0f}{outcome.rejected:>10}{outcome.failed:>12}")
    safe, control = outcomes.values()
    return 0 if safe.requests and not safe.rejected + safe.failed and control.rejected else 1


if __name__ == "__main__":
    sys.exit(main())
