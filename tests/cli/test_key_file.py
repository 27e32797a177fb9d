"""Files for keys: new, private, whole."""

import os
import stat
from pathlib import Path

import pytest

from jwtriage.cli.key_file import write_key
from jwtriage.cli.unusable import Unusable


def test_a_new_file_is_private(tmp_path: Path) -> None:
    write_key(str(tmp_path / "k"), b"key")
    assert (tmp_path / "k").read_bytes() == b"key"
    assert stat.S_IMODE(os.stat(tmp_path / "k").st_mode) == 0o600


def test_an_old_file_is_replaced_only_where_that_was_asked_for(tmp_path: Path) -> None:
    (tmp_path / "k").write_bytes(b"old")
    with pytest.raises(Unusable, match="never overwritten"):
        write_key(str(tmp_path / "k"), b"new")
    write_key(str(tmp_path / "k"), b"new", replace=True)
    assert (tmp_path / "k").read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["k"]


@pytest.mark.parametrize("path", ["-", "/dev/null", "."])
def test_no_key_goes_to_what_is_no_file(path: str) -> None:
    with pytest.raises(Unusable, match="files only"):
        write_key(path, b"key", replace=True)


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="No such file"):
        write_key(str(tmp_path / "no" / "k"), b"key")
