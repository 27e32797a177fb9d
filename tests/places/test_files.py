"""Files are read whole, within bounds, or refused in one line that names them."""

import os
from pathlib import Path

import pytest

from jwtriage.places import files
from jwtriage.places.reference import UnusableReference


def _refusal(path: Path) -> str:
    with pytest.raises(UnusableReference) as caught:
        files.read_file(path, "the/place")
    return str(caught.value)


def test_exact_octets(tmp_path: Path) -> None:
    (tmp_path / "k").write_bytes(b"\x00\xff secret\r\n")
    assert files.read_file(tmp_path / "k", "k") == b"\x00\xff secret\r\n"


def test_missing_file_and_missing_folder(tmp_path: Path) -> None:
    assert _refusal(tmp_path / "k") == "the/place: no such file"
    assert "there is no folder" in _refusal(tmp_path / "no" / "k")


def test_folder(tmp_path: Path) -> None:
    assert _refusal(tmp_path) == "the/place: is a folder"


def test_a_pipe_without_writer_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    assert _refusal(tmp_path / "pipe") == "the/place: is not a regular file"


def test_a_device_is_not_read() -> None:
    assert _refusal(Path("/dev/zero")) == "the/place: is not a regular file"


def test_too_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MAX_FILE_OCTETS", 4)
    (tmp_path / "k").write_bytes(b"12345")
    assert "larger" in _refusal(tmp_path / "k")
    (tmp_path / "k").write_bytes(b"1234")
    assert files.read_file(tmp_path / "k", "k") == b"1234"


def test_a_name_that_is_no_path() -> None:
    assert _refusal(Path("a\0b")) == "the/place: is not a path"
    assert "name too long" in _refusal(Path("a" * 300))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_unreadable(tmp_path: Path) -> None:
    (tmp_path / "k").write_bytes(b"x")
    (tmp_path / "k").chmod(0)
    assert _refusal(tmp_path / "k") == "the/place: permission denied"
