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


class Refused(ValueError):
    """The reader refuses the whole file: no variable of it reaches the program. The message holds no text of the file."""

    def __init__(self, line: int, why: str) -> None:
        """Say in which line the reader stops, and why."""
        super().__init__(f"line {line}: {why}")


class Lines:
    """Counts lines along a text; offsets must not decrease."""

    def __init__(self, text: str) -> None:
        """Start at the first line of ``text``."""
        self._text = text
        self._offset = 0
        self._line = 1

    def at(self, offset: int) -> int:
        """Return the number of the line in which ``offset`` lies, counted from one."""
        self._line += self._text.count("\n", self._offset, offset)
        self._offset = max(self._offset, offset)
        return self._line


def end_of_line(text: str, offset: int) -> int:
    """Return where the line of ``offset`` ends: at its LF, or at the end of the text."""
    end = text.find("\n", offset)
    return len(text) if end < 0 else end
