import gzip
import io
import os
import signal
import subprocess
import sys

import pytest

from jwtriage.cli.main import main
from jwtriage.logs.recognise import Recogniser
from jwtriage.tasks.logs_reading import LogReader

BAD = b'{"time":"2026-11-24T10:00:00Z","message":"jwt expired"}\n'


@pytest.fixture(scope="module")
def recogniser():
    return Recogniser()


def test_what_cannot_be_read_is_noted_and_the_rest_is_read(tmp_path, recogniser):
    cut = tmp_path / "cut.gz"
    cut.write_bytes(gzip.compress(os.urandom(5000) + b"\n" + BAD)[:3000])
    good = tmp_path / "good.log"
    good.write_bytes(BAD)
    reader = LogReader(recogniser, io.BytesIO)
    lines = [line for source in (str(cut), str(tmp_path / "away"), str(good)) for line in reader.lines(source)]
    assert [line.text for line in lines] == [BAD.rstrip()]
    assert [entry.why for entry in reader.unread] == ["the gzip archive is cut: what is behind the cut was not read", "No such file or directory"]


def test_standard_input_may_be_an_archive(recogniser):
    reader = LogReader(recogniser, lambda: io.BufferedReader(io.BytesIO(gzip.compress(BAD))))
    assert [line.number for line in reader.lines("-")] == [1]


@pytest.mark.parametrize(("line", "found", "status"), [(BAD, 500, 1), (b"all is well\n", 0, 3)])
def test_of_a_cut_archive_all_that_was_read_is_told(tmp_path, capsys, line, found, status):
    (tmp_path / "cut.gz").write_bytes(gzip.compress(line * 500)[:-5])
    assert main(["logs", str(tmp_path), "--each", "--format", "jsonl"]) == status
    answer = capsys.readouterr()
    assert answer.out.count("\n") == found
    assert "cut.gz" in answer.err


@pytest.mark.parametrize("arguments", [["nowhere.log"], ["--follow", "-"], ["--follow", os.devnull, __file__]])
def test_unusable_sources(arguments):
    assert main(["logs", *arguments]) == 2


def test_control_c_reports_what_was_read():
    program = "from jwtriage.cli.main import run; run()"
    with subprocess.Popen(
        [sys.executable, "-c", program, "logs", "-", "--each", "--format", "jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        process.stdin.write(BAD * 2)
        process.stdin.flush()
        first = process.stdout.readline()
        process.send_signal(signal.SIGINT)
        rest, complaint = process.communicate(timeout=20)
    assert b"expired" in first
    assert (process.returncode, rest.count(b"\n")) == (1, 1)
    assert b"stopped before its end" in complaint
