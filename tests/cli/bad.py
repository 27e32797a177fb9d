"""Bad input for the command line, and the program within bounds of memory and time."""

import os
import resource
import subprocess
import sys
from pathlib import Path

from tests.support.keys import SECRET
from tests.support.tokens import segment, sign

MEMORY = 768 << 20
"""Octets of address space that any of these may take."""
SECONDS = 20
"""A machine under load is slow: what hangs takes much longer."""
TOKEN = sign(key=SECRET)
DEEP = segment(b'{"alg":"HS256","x":' + b"[" * 100_000 + b"]" * 100_000 + b"}") + b"." + segment(b"[" * 100_000) + b"." + segment(b"s" * 32)
ALIASES = b"a: &a [x,x,x,x,x,x,x,x,x]\n" + b"".join(
    b"%c: &%c [%s]\n" % (each, each, b",".join([b"*%c" % (each - 1)] * 9)) for each in range(ord("b"), ord("k"))
)
FILES = {
    "token": TOKEN,
    "key": SECRET,
    "empty": b"",
    "large": b"a" * (10 << 20),
    "larger": b"k" * (11 << 20),
    "binary": bytes(range(256)) * 256,
    "deep": DEEP,
    "dots": b"." * 100_000,
    "deep.json": b"[" * 200_000 + b"]" * 200_000,
    "deep.yaml": b"a: " + b"{a: " * 50_000,
    "aliases.yaml": ALIASES,
    "broken.json": b'{"keys": [',
    "broken.toml": b"[verifier.\nkey = ",
    "broken.env": b"\x00\xff=\xfe\n",
    "unclosed.pem": b"-----BEGIN PUBLIC KEY-----\n" + b"A" * 300_000,
}


def _limit() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))


def run(folder: Path, *argv: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run the program in a folder, within bounds of memory and time."""
    command = [sys.executable, "-m", "jwtriage", *argv]
    environment = {"HOME": str(folder), **{name: os.environ[name] for name in ("PATH", "JWTRIAGE_FINGERPRINT_KEY")}}
    return subprocess.run(command, cwd=folder, env=environment, input=stdin, capture_output=True, timeout=3 * SECONDS, preexec_fn=_limit, check=False)


def assert_one_line(ended: subprocess.CompletedProcess[bytes], code: int = 2, *words: str) -> None:
    """Check the exit code and that one clear line on stderr is all there is."""
    message = ended.stderr.decode()
    assert ended.returncode == code, message
    assert message.startswith("jwtriage: ")
    assert message.count("\n") == 1
    assert "internal error" not in message
    assert ended.stdout == b""
    assert all(word in message for word in words), message
