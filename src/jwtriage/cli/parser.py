"""argparse, with our manners: one line on stderr for a bad command line, no guessing of abbreviated options."""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter

from jwtriage.cli.unusable import Unusable
from jwtriage.tasks.durations import seconds_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from typing import NoReturn

SEVERITIES = ("error", "warning", "note")


HELP_WIDTH = 100
"""Columns of help; asking the terminal for its width costs an import of `shutil` at each start."""


class Formatter(RawDescriptionHelpFormatter):
    """Keeps descriptions as they are written, in `HELP_WIDTH` columns."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, max_help_position=30, width=HELP_WIDTH)


class Parser(ArgumentParser):
    """An `ArgumentParser` that raises `Unusable` instead of printing its usage and leaving."""

    def __init__(self, command: str, description: str, epilog: str = "") -> None:
        super().__init__(prog=f"jwtriage {command}", description=description, epilog=epilog, allow_abbrev=False, formatter_class=Formatter)

    def error(self, message: str) -> NoReturn:
        """Raise `Unusable` with the command's name and argparse's message."""
        raise Unusable(f"{self.prog.removeprefix('jwtriage ')}: {message}")

    def parse(self, argv: Sequence[str]) -> Namespace:
        """Parse a command's own arguments; ``--help`` prints and leaves as argparse does."""
        return self.parse_args(list(argv))


def add_output_options(parser: ArgumentParser, formats: Sequence[str] = ("text", "json")) -> None:
    """Add the options of every command that shows a report."""
    parser.add_argument("--format", choices=formats, default=formats[0], help=f"{', '.join(formats)} (default {formats[0]})")
    parser.add_argument("--output", metavar="FILE", help="write the report to FILE instead of stdout")
    parser.add_argument("--no-color", action="store_true", help="no colours (NO_COLOR in the environment does the same)")
    parser.add_argument("--quiet", action="store_true", help="no notes and no progress on stderr")


def add_fail_on(parser: ArgumentParser) -> None:
    """Add ``--fail-on``."""
    parser.add_argument("--fail-on", choices=SEVERITIES, default="warning", help="exit 1 from this severity up (default warning)")


def duration(text: str) -> float:
    """Read ``90s``, ``15m``, ``24h``, ``7d`` or plain seconds; return seconds."""
    seconds = seconds_of(text)
    if seconds is None:
        raise ArgumentTypeError(f"{text[:40]!r} is no duration like 90s, 15m or 24h")
    return seconds
