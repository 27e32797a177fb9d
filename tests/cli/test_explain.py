"""The command explain."""

import pytest

from jwtriage.causes.registry import ALL
from jwtriage.cli.main import main


@pytest.mark.parametrize("cause", ALL, ids=lambda cause: cause.id)
def test_every_cause_has_a_page(cause, capsys):
    assert main(["explain", cause.id]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith(f"{cause.id}: {cause.title}\n")
    assert "## How to fix it" in shown


def test_without_a_name_all_are_listed(capsys):
    assert main(["explain"]) == 0
    shown = capsys.readouterr().out
    assert all(f"  {cause.id} " in shown for cause in ALL)


def test_a_near_name_is_suggested(capsys):
    assert main(["explain", "secret-trailing-newlin"]) == 2
    assert "did you mean secret-trailing-newline" in capsys.readouterr().err
