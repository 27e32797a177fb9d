"""A command line is understood as it is written, or refused in one line."""

from argparse import ArgumentTypeError

import pytest

from jwtriage.cli.parser import Parser, add_fail_on, add_output_options, duration
from jwtriage.cli.unusable import Unusable


def parser() -> Parser:
    made = Parser("look", "What is this?")
    add_output_options(made, ("text", "json", "markdown"))
    add_fail_on(made)
    return made


def test_defaults() -> None:
    made = parser().parse([])
    assert (made.format, made.output, made.no_color, made.quiet, made.fail_on) == ("text", None, False, False, "warning")


@pytest.mark.parametrize("argv", [["--form", "json"], ["--format", "xml"], ["--fail-on", "never"], ["--output"], ["more"]])
def test_nothing_is_guessed(argv: list[str], capsys) -> None:
    with pytest.raises(Unusable, match=r"^look: ") as caught:
        parser().parse(argv)
    assert "\n" not in str(caught.value)
    assert capsys.readouterr() == ("", "")


def test_help_is_printed(capsys) -> None:
    with pytest.raises(SystemExit) as left:
        parser().parse(["--help"])
    assert left.value.code == 0
    assert "usage: jwtriage look" in capsys.readouterr().out


def test_durations() -> None:
    assert (duration("90s"), duration("15m"), duration("1.5")) == (90.0, 900.0, 1.5)
    for text in ("", "soon", "-1", "1w", "9" * 13):
        with pytest.raises(ArgumentTypeError, match="no duration"):
            duration(text)
