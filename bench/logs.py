"""How fast logs are searched and redacted, beside ripgrep on the same text and the same literals: ``python -m bench.logs [MEGABYTES]``.

CPU time of whole programs, best of three, page cache warm. Ripgrep only finds lines; ``scan`` finds them with the lines of their messages and
their numbers; ``logs`` also unwraps, recognises, redacts and explains each.
"""

import gzip
import os
import random
import subprocess
import sys
import tempfile
from base64 import urlsafe_b64encode
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

from bench.log_text import write
from jwtriage.logs.needles import needles
from jwtriage.logs.recognise import Recogniser

ROUNDS = 3
PYTHON = sys.executable
SCAN = """
import sys
from jwtriage.logs.engines import engine
from bench.log_text import write
from jwtriage.logs.needles import needles
from jwtriage.logs.reading.opening import text_of
from jwtriage.logs.recognise import Recogniser
from jwtriage.logs.scan import candidates
with open(sys.argv[1], "rb") as stream:
    print(sum(1 for _ in candidates(text_of(stream), engine(needles(Recogniser()), sys.argv[2]))))
"""
TIMED = """
import os, subprocess, sys
subprocess.run(sys.argv[1:], env={**os.environ, "LC_ALL": "C"})
times = os.times()
print(times[2] + times[3], file=sys.stderr)
"""
JWTRIAGE = (PYTHON, "-c", "from jwtriage.cli.main import run; run()", "logs")


def main() -> None:
    """Measure and print."""
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 256
    with tempfile.TemporaryDirectory() as folder:
        _measure(Path(folder), megabytes << 20)


def _measure(folder: Path, size: int) -> None:
    log, small, literals = folder / "app.log", folder / "small.log", folder / "literals"
    write(log, size)
    small.write_bytes(log.read_bytes()[: 8 << 20])
    literals.write_bytes(b"\n".join(needles(Recogniser())) + b"\n")
    ripgrep = ("rg", "-j1", "-c", "-i", "-F", "-f", str(literals))
    _row("rg -i", log, (*ripgrep, str(log)))
    _row("rg (upper and lower case apart)", log, ("rg", "-j1", "-c", "-F", "-f", str(literals), str(log)))
    if find_spec("hyperscan"):
        _row("scan, extra fast", log, (PYTHON, "-c", SCAN, str(log), "hyperscan"))
    _row("scan, standard library", small, (PYTHON, "-c", SCAN, str(small), "find"))
    _row("logs --each", log, (*JWTRIAGE, "--each", "--format", "jsonl", str(log)))
    _archives(log, ripgrep)
    _with_tokens(log)
    _redaction(log)


def _archives(log: Path, ripgrep: tuple[str, ...]) -> None:
    for name, compress in _compressors().items():
        packed = log.with_suffix(name)
        packed.write_bytes(compress(log.read_bytes()))
        _row(f"rg -i -z {name}", log, (*ripgrep, "-z", str(packed)))
        _row(f"scan {name}", log, (PYTHON, "-c", SCAN, str(packed), "hyperscan" if find_spec("hyperscan") else "find"))


def _compressors() -> dict[str, Callable[[bytes], bytes]]:
    made: dict[str, Callable[[bytes], bytes]] = {".gz": lambda text: gzip.compress(text, 6)}
    if find_spec("zstandard"):
        import zstandard

        made[".zst"] = zstandard.ZstdCompressor().compress
    return made


def _with_tokens(log: Path) -> None:
    """Put a token of some 590 octets into one line of two hundred."""
    source = random.Random(7)
    header = urlsafe_b64encode(b'{"alg":"RS256","kid":"2026-11"}').rstrip(b"=")
    lines = log.read_bytes().splitlines(keepends=True)
    for number in range(0, len(lines), 200):
        payload, signature = (urlsafe_b64encode(source.randbytes(count)).rstrip(b"=") for count in (150, 256))
        lines[number] = lines[number][:-1] + b" Bearer " + b".".join((header, payload, signature)) + b"\n"
    log.write_bytes(b"".join(lines))


def _redaction(log: Path) -> None:
    pattern = r"eyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+"
    _row("cat", log, ("cat",), piped=True)
    _row("rg --passthru -r", log, ("rg", "-j1", "--passthru", "-N", "-r", "[jwt]", pattern), piped=True)
    _row("sed -E", log, ("sed", "-E", f"s/{pattern}/[jwt]/g"), piped=True)
    _row("logs redact", log, (*JWTRIAGE, "redact"), piped=True)


def _row(name: str, log: Path, command: tuple[str, ...], *, piped: bool = False) -> None:
    best = min(_seconds(command, log if piped else None) for _ in range(ROUNDS))
    print(f"{name:<34}{log.stat().st_size / best / 1e9:8.3f} GB/s of CPU", flush=True)


def _seconds(command: tuple[str, ...], source: Path | None) -> float:
    """Run a command, its output read by ``cat`` from a pipe, and return the CPU seconds of the command and what it started."""
    with open(source or os.devnull, "rb") as stream, subprocess.Popen(("cat",), stdin=subprocess.PIPE, stdout=subprocess.DEVNULL) as reader:
        answer = subprocess.run((PYTHON, "-c", TIMED, *command), stdin=stream, stdout=reader.stdin, stderr=subprocess.PIPE, check=False)
    return float(answer.stderr.split()[-1])


if __name__ == "__main__":
    main()
