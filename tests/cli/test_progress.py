"""The progress line: after a while, on a terminal, and gone at the end."""

import io

import pytest

from jwtriage.cli import progress
from jwtriage.cli.progress import ProgressLine


class Terminal(io.StringIO):
    """Standard error that may be a terminal."""

    def __init__(self, is_one: bool) -> None:
        super().__init__()
        self.is_one = is_one

    def isatty(self) -> bool:
        return self.is_one


def written(monkeypatch, moments: list[float], *, terminal: bool = True, active: bool = True) -> str:
    """Report progress at those moments after the start."""
    stderr, now = Terminal(terminal), [0.0]
    monkeypatch.setattr(progress, "monotonic", lambda: now[0])
    monkeypatch.setattr("sys.stderr", stderr)
    with ProgressLine(active) as line:
        for now[0] in moments:
            line("stage", now[0] / 10)
    return stderr.getvalue()


def test_short_work_shows_nothing(monkeypatch) -> None:
    assert written(monkeypatch, [0.1, 0.9]) == ""


@pytest.mark.parametrize("more", [{"terminal": False}, {"active": False}])
def test_elsewhere_nothing_is_shown(monkeypatch, more: dict) -> None:
    assert written(monkeypatch, [2.0], **more) == ""


def test_at_most_ten_times_a_second_and_wiped(monkeypatch) -> None:
    text = written(monkeypatch, [2.0, 2.01, 2.05, 3.0])
    assert text.count("stage") == 2
    assert "30%" in text
    assert text.endswith("\r")
    assert not text.rpartition("30%")[2].strip()
