"""Children end in time, say no more than they may, and are found where an absolute PATH says."""

import os
import time
from pathlib import Path

import pytest

from jwtriage.places.stores import child
from jwtriage.places.stores.errors import StoreError
from jwtriage.places.surroundings import Surroundings
from tests.support.fake_program import SYSTEM, FakeProgram


def _refused(surroundings: Surroundings, program: str = "tool") -> str:
    with pytest.raises(StoreError) as caught:
        child.run(program, ["a"], surroundings)
    return str(caught.value)


@pytest.fixture
def tool(tmp_path: Path) -> FakeProgram:
    return FakeProgram(tmp_path, "tool")


def test_a_child_gets_its_arguments_and_the_environment_that_was_handed_in(tool: FakeProgram) -> None:
    tool.answers("out", "complaint", 3, before="test \"$FAKE\" = 'handed in' || exit 9")
    ended = child.run("tool", ["--a=$HOME", "b c"], Surroundings(tool.environment))
    assert (ended.status, ended.output, ended.complaint) == (3, b"out", "complaint")
    assert tool.arguments == ["--a=$HOME", "b c"]
    assert "out" not in repr(ended)


def test_a_child_that_hangs_is_ended_with_what_it_started(tool: FakeProgram) -> None:
    tool.answers(before="sleep 60 & echo $! > ${0%/*}/pid; wait")
    start = time.monotonic()
    assert "in time" in _refused(Surroundings(tool.environment, timeout=0.2))
    assert time.monotonic() - start < 5
    pid = Path(tool.environment["PATH"].partition(":")[0], "pid").read_text().strip()
    assert not Path(f"/proc/{pid}").exists() or "Z" in Path(f"/proc/{pid}/stat").read_text()


def test_a_child_that_talks_without_end_is_ended(tool: FakeProgram) -> None:
    tool.answers(before="yes")
    assert "more than 4 MiB" in _refused(Surroundings(tool.environment))


def test_many_complaints_block_nobody(tool: FakeProgram) -> None:
    tool.answers("out", "c" * 300_000)
    ended = child.run("tool", [], Surroundings(tool.environment))
    assert (ended.output, len(ended.complaint)) == (b"out", child.MAX_COMPLAINT_OCTETS + 1)


@pytest.mark.parametrize("path", ["", ".", ":", "relative"])
def test_a_program_beside_us_is_not_run(tool: FakeProgram, path: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tool.environment["PATH"].partition(":")[0])
    assert "not on the PATH" in _refused(Surroundings({"PATH": path}))


def test_a_program_that_cannot_start(tmp_path: Path) -> None:
    (tmp_path / "tool").write_bytes(b"\x7fELF")
    (tmp_path / "tool").chmod(0o755)
    assert "cannot be started" in _refused(Surroundings({"PATH": str(tmp_path)}))


def test_nothing_is_left_open(tool: FakeProgram) -> None:
    before = len(os.listdir("/proc/self/fd"))
    child.run("tool", [], Surroundings({"PATH": f"{tool.environment['PATH']}:{SYSTEM}"}))
    assert len(os.listdir("/proc/self/fd")) == before
