"""Starts programs on loopback addresses in a folder of one run, and ends them all, also when this process is killed."""

import os
import shutil
import signal
import socket
import subprocess
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

READY_WITHIN = 30.0
"""Seconds until a program must accept connections."""
ENDED_WITHIN = 3.0
"""Seconds that a program has for its end before it is killed."""
_POLL = 0.02
_KEPT = ("PATH", "HOME", "LANG", "TMPDIR")


class NotStarted(RuntimeError):
    """A program ended, or listened on nothing, before it was ready. The message has the end of its log."""


@dataclass(frozen=True, slots=True)
class Program:
    """A running program: where it listens, its process, and its log."""

    name: str
    host: str
    port: int
    log: Path
    process: subprocess.Popen[bytes]

    @property
    def address(self) -> str:
        """Return the base address, without a final slash."""
        return f"http://{self.host}:{self.port}"

    @property
    def running(self) -> bool:
        """Tell whether the process has not ended."""
        return self.process.poll() is None


class Supervisor:
    """Keeps the programs of one run by name. Each listens on 127.0.1.N, on a free port, and appends its output to ``logs/NAME.log``."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.programs: dict[str, Program] = {}
        self._addresses: dict[str, tuple[str, int]] = {}
        (folder / "logs").mkdir(parents=True, exist_ok=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def address_of(self, name: str) -> tuple[str, int]:
        """Return host and port of the program of that name: the same for each of its starts."""
        if name not in self._addresses:
            host = f"127.0.1.{len(self._addresses) % 250 + 1}"
            self._addresses[name] = (host, free_port(host))
        return self._addresses[name]

    def start(self, name: str, command: Sequence[str], environment: Mapping[str, str] | None = None) -> Program:
        """Start a program; it is told HOST and PORT by its environment, which holds nothing else of ours but the path."""
        host, port = self.address_of(name)
        log = self.folder / "logs" / f"{name}.log"
        given = {**_inherited(), **(environment or {}), "HOST": host, "PORT": str(port)}
        with log.open("ab") as output:
            process = subprocess.Popen(
                bound_to_parent(command), cwd=self.folder, env=given, stdin=subprocess.DEVNULL, stdout=output, stderr=output, start_new_session=True
            )
        self.programs[name] = Program(name, host, port, log, process)
        return self.programs[name]

    def wait(self, *names: str, within: float = READY_WITHIN) -> None:
        """Wait until the programs accept connections; raises `NotStarted`."""
        until = time.monotonic() + within
        for name in names or tuple(self.programs):
            program = self.programs[name]
            while not accepts(program.host, program.port):
                if not program.running or time.monotonic() > until:
                    raise NotStarted(f"{name}: {tail(program.log)}")
                time.sleep(_POLL)

    def stop(self, *names: str) -> None:
        """End programs as a supervisor does: first asked, then killed."""
        stopped = [self.programs.pop(name) for name in names]
        for program in stopped:
            _signal(program, signal.SIGTERM)
        until = time.monotonic() + ENDED_WITHIN
        for program in stopped:
            _reap(program, max(0.0, until - time.monotonic()))

    def kill(self, *names: str) -> None:
        """End programs as the kernel does when memory runs out: at once."""
        for name in names:
            _reap(self.programs.pop(name), 0.0)

    def signal(self, name: str, number: signal.Signals) -> None:
        """Send a signal to a program."""
        _signal(self.programs[name], number)

    def close(self) -> None:
        """End all programs."""
        self.stop(*self.programs)


def free_port(host: str) -> int:
    """Return a port of a loopback address on which nothing listens."""
    with socket.socket() as probe:
        probe.bind((host, 0))
        return int(probe.getsockname()[1])


def accepts(host: str, port: int) -> bool:
    """Tell whether something listens there."""
    with socket.socket() as probe:
        probe.settimeout(1.0)
        return probe.connect_ex((host, port)) == 0


def bound_to_parent(command: Sequence[str]) -> list[str]:
    """Return the command so that the kernel kills the program when this process ends, however it ends."""
    setpriv = shutil.which("setpriv")
    return [*([setpriv, "--pdeathsig", "KILL", "--"] if setpriv else []), *command]


def tail(log: Path, octets: int = 800) -> str:
    """Return the end of a log."""
    return log.read_bytes()[-octets:].decode(errors="replace").strip() or "no output"


def _inherited() -> dict[str, str]:
    return {name: os.environ[name] for name in _KEPT if name in os.environ}


def _signal(program: Program, number: signal.Signals) -> None:
    if program.running:
        os.killpg(program.process.pid, number)


def _reap(program: Program, within: float) -> None:
    try:
        program.process.wait(within)
    except subprocess.TimeoutExpired:
        _signal(program, signal.SIGKILL)
        program.process.wait()
