"""Closed streams, readers that leave, and Control-C: one line, never a traceback."""

import os
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from tests.cli.bad import SECONDS
from tests.fetch.server import Handler, address, serving
from tests.support.tokens import sign


def test_control_c_during_the_search_is_one_line(tmp_path):
    """The last thing before the search is the candidate that this server sends."""
    (tmp_path / "token").write_bytes(sign(key=os.urandom(32)))
    for number in range(60):
        (tmp_path / f"{number}.key").write_bytes(os.urandom(24).hex().encode())
    verifiers = [word for number in range(60) for word in ("--verifier", f"{number}.key")]
    asked = threading.Event()

    def respond(handler: Handler) -> None:
        handler.send(b'{"keys": []}')
        asked.set()

    with serving(respond) as server:
        command = [sys.executable, "-m", "jwtriage", "diagnose", "@token", *verifiers, "--candidate", address(server), "--budget", "60s"]
        running = subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=_interruptible)
        assert asked.wait(SECONDS)
    time.sleep(0.1)
    assert running.poll() is None, "the search ended too early to be interrupted"
    running.send_signal(signal.SIGINT)
    output, errors = running.communicate(timeout=SECONDS)
    assert running.returncode == 130
    assert errors == b"jwtriage: interrupted\n"
    assert output == b""


def _interruptible() -> None:
    """Undo what a shell does to its background jobs."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


COMMANDS = [("diagnose", "@token", "--verifier", "key"), ("keys", "show", "key"), ("decode", "@token"), ("explain",), ("--version",)]


def with_streams(folder: Path, streams: str, *argv: str) -> subprocess.CompletedProcess[str]:
    """Run the program by a shell that closes some of its streams."""
    command = f'"$0" -m jwtriage {" ".join(argv)} {streams}'
    return subprocess.run(["sh", "-c", command, sys.executable], cwd=folder, capture_output=True, text=True, timeout=SECONDS, check=False)


@pytest.mark.parametrize("argv", COMMANDS, ids=lambda argv: argv[0])
def test_a_closed_stdout_is_one_line(folder, argv):
    ended = with_streams(folder, ">&-", *argv)
    assert (ended.returncode, ended.stderr) == (2, "jwtriage: standard output: cannot be written\n")


def test_a_report_in_a_file_needs_no_stdout(folder, tmp_path):
    ended = with_streams(folder, f"--output {tmp_path}/report >&-", *COMMANDS[0])
    assert (ended.returncode, ended.stderr) == (0, "")
    assert (tmp_path / "report").read_text().startswith("valid")


def test_a_closed_stdin_is_an_empty_token(folder):
    assert with_streams(folder, "<&-", "decode", "-").stderr == "jwtriage: the token is empty\n"


def test_closed_streams_all_together(folder):
    assert with_streams(folder, "<&- >&- 2>&-", *COMMANDS[0]).returncode == 2
    assert with_streams(folder, "2>&-", "decode", "@nowhere").returncode == 2


@pytest.mark.parametrize("argv", [("diagnose", "@token", "--verifier", "key"), ("decode", "@token")], ids=lambda argv: argv[0])
def test_a_reader_that_leaves_is_no_error(folder, argv):
    read, write = os.pipe()
    os.close(read)
    ended = subprocess.run([sys.executable, "-m", "jwtriage", *argv], cwd=folder, stdout=write, stderr=subprocess.PIPE, timeout=SECONDS, check=False)
    os.close(write)
    assert ended.stderr == b""
