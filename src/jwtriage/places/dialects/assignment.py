"""What every dialect returns: the assignments of a text, in the order of the file."""

from typing import NamedTuple


class Assignment(NamedTuple):
    """One assignment as a reader sees it.

    ``text`` is the value that the program gets, ``source`` what stands in the file after the ``=``. ``line`` counts from one.
    ``interpolated`` is true where a ``$`` was expanded. ``text`` is ``None`` where only the running system knows the value
    (a command, a process number).
    """

    name: str
    text: str | None
    source: str
    line: int
    interpolated: bool = False

    def __repr__(self) -> str:
        """Name the variable only: the text may be a secret."""
        return f"Assignment({self.name!r}, line {self.line})"


def line_of(text: str, offset: int) -> int:
    """Return the number of the line in which ``offset`` lies, counted from one."""
    return text.count("\n", 0, offset) + 1
