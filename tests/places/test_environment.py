"""Environments: this process's as it was handed in, and that of a running process."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.places.look import look, only, refusal, text, texts


def test_env(tmp_path: Path) -> None:
    found = only(tmp_path, "env:JWT_SECRET?encoding=base64", environment={"JWT_SECRET": "abc"})
    assert (found.text.reveal(), found.kind, found.encoding, str(found.origin)) == (b"abc", "variable", "base64", "env:JWT_SECRET")


def test_env_reads_only_what_was_handed_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JWT_SECRET", "abc")
    message = refusal(tmp_path, "env:JWT_SECRET", environment={"JWT_SECRE": "topsecret"})
    assert "no such variable" in message
    assert "JWT_SECRE " not in message
    assert "topsecret" not in message
    assert "written env:NAME" in refusal(tmp_path, "env:A#B", environment={"A": "x"})


@pytest.fixture
def process() -> Iterator[int]:
    environment = {"JWT_SECRET": "a=b\n", "PORT": "80"}
    child = subprocess.Popen([sys.executable, "-S", "-c", "print(flush=True); input()"], env=environment, stdin=-1, stdout=-1)
    assert child.stdout is not None
    child.stdout.readline()
    yield child.pid
    child.communicate(b"\n")


@pytest.mark.skipif(not Path("/proc/self/environ").exists(), reason="this system has no /proc")
def test_proc(tmp_path: Path, process: int) -> None:
    assert text(tmp_path, f"proc:{process}#JWT_SECRET") == b"a=b\n"
    assert texts(look(tmp_path, f"proc:{process}")) == {"JWT_SECRET": b"a=b\n"}
    assert "has no NONE" in refusal(tmp_path, f"proc:{process}#NONE")


@pytest.mark.parametrize("reference", ["proc:abc#A", "proc:-1#A", "proc:../1#A", f"proc:{2**31 - 1}#A"])
def test_no_process(tmp_path: Path, reference: str) -> None:
    assert reference.partition("#")[0] in refusal(tmp_path, reference)


def test_this_process_has_no_secret_that_leaks(tmp_path: Path) -> None:
    assert "no such variable" in refusal(tmp_path, f"env:{next(iter(os.environ))}")
