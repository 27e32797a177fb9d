import os

import pytest

from jwtriage.logs.reading.sources import STDIN, NoSuchSource, expanded


@pytest.fixture
def folder(tmp_path):
    for name in ("b.log", "a.log", "deep/c.log", "odd[1].log"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"")
    return tmp_path


def test_a_folder_means_its_files_in_order(folder):
    assert [os.path.relpath(path, folder) for path in expanded((str(folder),))] == ["a.log", "b.log", "odd[1].log", "deep/c.log"]


def test_a_pattern_means_what_it_fits(folder):
    assert expanded((f"{folder}/**/c.*",)) == (f"{folder}/deep/c.log",)
    assert len(expanded((f"{folder}/*.log", f"{folder}/a.log"))) == 3


def test_a_path_that_is_there_is_no_pattern(folder):
    assert expanded((f"{folder}/odd[1].log", STDIN)) == (f"{folder}/odd[1].log", STDIN)


@pytest.mark.parametrize("name", ["none.log", "none*", "deep/none?"])
def test_what_is_not_there_is_refused(folder, name):
    with pytest.raises(NoSuchSource, match="no such file"):
        expanded((f"{folder}/{name}",))


def test_pipes_and_links_in_a_folder_are_left_out(folder):
    os.mkfifo(folder / "pipe")
    (folder / "around").symlink_to(folder, target_is_directory=True)
    assert len(expanded((str(folder),))) == 4
