"""Programs start on loopback, and are gone afterwards, however the run ends."""

import os
import signal
import subprocess
import sys
import time
from ipaddress import ip_address
from pathlib import Path

import pytest

from lab.supervisor import NotStarted, Supervisor, accepts, free_port
from lab.traffic import request

LISTEN = """import os, socket, sys, time
server = socket.create_server((os.environ["HOST"], int(os.environ["PORT"])))
print("listening with", sorted(name for name in os.environ if name.startswith("JWT")), flush=True)
time.sleep(60)
"""
PROGRAM = [sys.executable, "-S", "-c", LISTEN]
RUN = """import sys, time
from pathlib import Path
from lab.supervisor import Supervisor
supervisor = Supervisor(Path(sys.argv[1]))
program = supervisor.start("a", [sys.executable, "-S", "-c", sys.argv[2]])
supervisor.wait()
print(program.process.pid, flush=True)
time.sleep(60)
"""


def gone(pid: int, within: float = 5.0) -> bool:
    """Tell whether a process has ended or is ending."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except OSError:
            return True
        time.sleep(0.02)
    return False


def test_start_stop_restart_kill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JWT_OF_THE_TESTS", "x")
    with Supervisor(tmp_path) as supervisor:
        first = supervisor.start("a", PROGRAM, {"JWT_SECRET": "s"})
        second = supervisor.start("b", PROGRAM)
        supervisor.wait()
        assert all(ip_address(program.host).is_loopback for program in (first, second))
        assert first.host != second.host
        supervisor.kill("a")
        assert not first.running
        again = supervisor.start("a", PROGRAM)
        supervisor.wait("a")
        assert again.address == first.address
    assert not again.running
    assert not second.running
    assert first.log.read_text().splitlines() == ["listening with ['JWT_SECRET']", "listening with []"]


def test_two_runs_at_once(tmp_path: Path) -> None:
    with Supervisor(tmp_path / "one") as one, Supervisor(tmp_path / "two") as two:
        programs = [supervisor.start("a", PROGRAM) for supervisor in (one, two)]
        one.wait()
        two.wait()
        assert programs[0].address != programs[1].address


def test_a_program_that_ends_at_once(tmp_path: Path) -> None:
    with Supervisor(tmp_path) as supervisor:
        supervisor.start("a", [sys.executable, "-S", "-c", "raise SystemExit('no such key')"])
        with pytest.raises(NotStarted, match="no such key"):
            supervisor.wait()


def test_nothing_outlives_a_crash(tmp_path: Path) -> None:
    command = [sys.executable, "-c", RUN, str(tmp_path), LISTEN]
    run = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=Path(__file__).parents[2])
    assert run.stdout is not None
    with run.stdout as output:
        pid = int(output.readline())
    os.kill(run.pid, signal.SIGKILL)
    run.wait()
    assert gone(pid)


def test_requests_go_to_loopback_only() -> None:
    with pytest.raises(ValueError, match="loopback"):
        request("192.0.2.1", 80, "")
    assert request("127.0.1.1", free_port("127.0.1.1"), "") == 0
    assert not accepts("127.0.1.1", free_port("127.0.1.1"))
