"""Running the command line inside the test's process."""

import contextlib
import io
from typing import NamedTuple

from jwtriage.cli.main import main


class Ran(NamedTuple):
    """What a command left: its exit code, standard output and standard error."""

    code: int
    out: str
    err: str

    @property
    def all(self) -> str:
        """Everything that somebody could read or log."""
        return self.out + self.err


def command(*argv: str) -> Ran:
    """Run one command line; nothing may leave but an exit code."""
    output, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        code = main(argv)
    return Ran(code, output.getvalue(), errors.getvalue())


def pieces(text: str, length: int = 8) -> set[str]:
    """Return all parts of that length: so many characters in a row are no accident."""
    return {text[at : at + length] for at in range(len(text) - length + 1)}
