"""Forward auth: what a request to ``jwtriage guard serve`` costs its process, over one connection kept open; medians.

Clock time holds the client's share too; CPU time is the server's alone. Run it as ``python -m bench.forward_auth``; Linux only.
"""

import socket
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from bench.contest import Figure, report
from jwtriage.tasks.keys_generate import generate
from jwtriage.tasks.minting import mint

ROUNDS, REQUESTS = 7, 500
CLAIMS = {"iss": "https://id.example", "aud": "api", "sub": "alice", "scope": "orders:read", "exp": 4_102_444_800}


def measure(alg: str) -> list[Figure]:
    """Return the figures of one algorithm."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        key = generate(alg, "jwk", "", 2048).key
        text = key.octets if key.public is None else key.public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo)
        (folder / "key").write_bytes(text)
        good, bad = (mint({"alg": alg, "typ": "JWT"}, {**CLAIMS, "aud": audience}, key) for audience in ("api", "other"))
        rules = ["--key", "key", "--alg", alg, "--issuer", CLAIMS["iss"], "--audience", CLAIMS["aud"], "--quiet"]
        command = [sys.executable, "-m", "jwtriage", "guard", "serve", "--listen", "unix:guard.sock", *rules]
        with subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL) as server:
            try:
                client = connected(folder / "guard.sock")
                return [
                    figure
                    for name, token in ((f"{alg}, accepted", good), (f"{alg}, rejected", bad))
                    for figure in cost(name, client, server.pid, token)
                ]
            finally:
                server.terminate()


def connected(path: Path) -> socket.socket:
    """Connect as soon as the server is there."""
    for _ in range(500):
        client = socket.socket(socket.AF_UNIX)
        try:
            client.connect(str(path))
        except OSError:
            client.close()
            time.sleep(0.02)
        else:
            return client
    raise SystemExit("the server did not start")


def cost(name: str, client: socket.socket, process: int, token: bytes) -> list[Figure]:
    """Return what one request costs, in microseconds."""
    request = b"GET / HTTP/1.1\r\nHost: guard\r\nAuthorization: Bearer " + token + b"\r\n\r\n"
    rounds = [ask(client, process, request) for _ in range(ROUNDS)]
    return [Figure(f"{name}, {kind} us", statistics.median(values)) for kind, values in zip(("CPU", "clock"), zip(*rounds, strict=True), strict=True)]


def ask(client: socket.socket, process: int, request: bytes) -> tuple[float, float]:
    """Send many requests, one after another; return CPU and clock time of each in microseconds."""
    before, start = cpu_seconds(process), time.perf_counter()
    for _ in range(REQUESTS):
        client.sendall(request)
        while not client.recv(65_536).endswith(b"\r\n\r\n"):
            continue
    clock, cpu = time.perf_counter() - start, cpu_seconds(process) - before
    return cpu / REQUESTS * 1e6, clock / REQUESTS * 1e6


def cpu_seconds(process: int) -> float:
    """Return the CPU time that a process has used, by the clock that Linux keeps for it (clock_getcpuclockid(3))."""
    return time.clock_gettime((~process << 3) | 2)


def main() -> int:
    """Measure all; there are no goals yet."""
    return report([figure for alg in ("HS256", "RS256", "ES256") for figure in measure(alg)])


if __name__ == "__main__":
    raise SystemExit(main())
