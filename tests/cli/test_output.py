"""Where reports go: files whole or not at all, colours only on a terminal, progress only for a person who waits."""

import os
import stat
from argparse import Namespace

import pytest

from jwtriage.cli import output, progress
from jwtriage.cli.key_file import write_key
from jwtriage.cli.unusable import Unusable


def arguments(**changes):
    return Namespace(**{"no_color": False, "output": None} | changes)


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)


def test_a_terminal_gets_colours(terminal):
    assert output.wants_colour(arguments())


@pytest.mark.parametrize("changes", [{"no_color": True}, {"output": "file"}])
def test_whoever_asks_for_plain_gets_plain(terminal, changes):
    assert not output.wants_colour(arguments(**changes))


def test_no_color_of_the_environment(terminal, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    assert not output.wants_colour(arguments())


def test_a_pipe_gets_plain(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    assert not output.wants_colour(arguments())


def test_a_file_is_replaced_whole_and_private(tmp_path):
    path = tmp_path / "report"
    path.write_text("old")
    path.chmod(0o644)
    output.write_file(str(path), b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in tmp_path.iterdir()] == ["report"]


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    output.write_file(str(tmp_path / "link"), b"new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_a_new_file_never_replaces(tmp_path):
    path = tmp_path / "key"
    path.write_text("old")
    with pytest.raises(FileExistsError):
        output.write_file(str(path), b"new", replace=False)
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["key"]


@pytest.mark.parametrize("target", ["missing/key", ".", "-"])
def test_keys_go_to_files_only(tmp_path, monkeypatch, target):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(Unusable):
        write_key(target, b"key")


def test_keys_do_not_go_to_a_pipe(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Unusable):
        write_key(str(tmp_path / "pipe"), b"key", replace=True)


def test_progress_waits_then_shows_and_wipes(terminal, monkeypatch, capsys):
    clock = iter([0.0, 0.5, 2.0])
    monkeypatch.setattr(progress, "monotonic", lambda: next(clock))
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    with progress.ProgressLine(active=True) as line:
        line("early", 0.1)
        assert capsys.readouterr().err == ""
        line("search", 0.5)
        assert "search 50%" in capsys.readouterr().err
    assert capsys.readouterr().err.strip() == ""


def test_progress_is_silent_off_a_terminal(capsys, monkeypatch):
    monkeypatch.setattr(progress, "monotonic", lambda: 100.0)
    with progress.ProgressLine(active=True) as line:
        line("search", 0.5)
    assert capsys.readouterr().err == ""
