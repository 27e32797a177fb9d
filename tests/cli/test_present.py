"""The exit code is the report's, whatever the format."""

import json
from argparse import Namespace
from pathlib import Path

import pytest

from jwtriage.cli.present import present
from jwtriage.model.report import Report
from tests.support.reports import report

FORMATS = ("text", "json", "markdown", "html", "sarif", "junit")
PROBLEM = report()
INCOMPLETE = Report(task="t", verdict="unexplained", incomplete=True)


def arguments(form: str, output: str | None = None, **more: str) -> Namespace:
    return Namespace(format=form, output=output, no_color=True, quiet=True, **more)


@pytest.mark.parametrize("form", FORMATS)
def test_one_exit_code(form: str, capsys) -> None:
    assert [present(each, arguments(form)) for each in (PROBLEM, INCOMPLETE, Report(task="t", verdict="valid"))] == [1, 3, 0]
    assert capsys.readouterr().out


@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_its_own(form: str, tmp_path: Path, capsys) -> None:
    present(PROBLEM, arguments(form, str(tmp_path / "report")))
    text = (tmp_path / "report").read_text()
    assert (text.startswith("{"), "secret-trailing-newline" in text) == (form in ("json", "sarif"), True)
    assert form != "json" or json.loads(text)["task"] == "diagnose"
    assert capsys.readouterr().out == ""
