"""A POSIX shell reading the file with ``.``: words end at blanks, quotes join, ``$`` expands, and other text is a program.

Where shells differ (``$'…'``, ``+=``) this is dash.
"""

import re
from collections import ChainMap
from collections.abc import Iterator

from jwtriage.places.dialects.assignment import Assignment, Lines, Refused, end_of_line
from jwtriage.places.dialects.shell_word import ShellSyntaxError, Word

_ASSIGNMENT = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)=")
_BLANKS = re.compile(r"(?:[ \t]|\\\n)*+")
_BLANK_LINES = re.compile(r"(?:[ \t\n]|\\\n)*+")
_OPERATOR = re.compile(r"\n|;;|;|&&|\|\||&|\||<<-?|[<>]&?|>>|>\||<>|[()]")
_EXPORTED = re.compile(r"-|[A-Za-z_][A-Za-z0-9_]*(=|\Z)")
_EXPORTS = ("export", "readonly")
_SPECIAL = (":", "set", "unset", "shift", "times", "trap")
"""Commands before which an assignment lasts (section 2.14: special built-in utilities)."""
_PROGRAM = (
    *("if", "then", "else", "elif", "fi", "do", "done", "case", "esac", "while", "until", "for", "{", "}", "!"),
    *("return", "exit", "exec", "eval", ".", "source"),
)
_IN_A_SUBSHELL = ("&", "|")


def read(text: str) -> Iterator[Assignment]:
    """Yield the assignments that reach the program when a shell reads the file.

    Commands are not run: an assignment before one is theirs alone, and from a compound command on nothing is known.
    Raises `Refused` for text that the shell cannot parse.
    """
    lines = Lines(text)
    values: dict[str, str | None] = {}
    assignments: list[Assignment] = []
    position, piped = 0, False
    while position < len(text):
        start = _end(_BLANK_LINES, text, position)
        try:
            command = _Command(text, start, values, piped=piped)
        except ShellSyntaxError as error:
            raise Refused(lines.at(start), str(error)) from None
        if command.is_program:
            break
        for assignment in command.assignments:
            values[assignment.name] = assignment.text
            assignments.append(assignment._replace(line=lines.at(start)))
        position, piped = command.end, command.pipes
    return iter(assignments)


def _end(pattern: re.Pattern[str], text: str, position: int) -> int:
    """Return where a pattern that may match nothing ends."""
    found = pattern.match(text, position)
    return found.end() if found else position


class _Command:
    """One simple command: its assignments that last, and where it ends."""

    def __init__(self, text: str, position: int, values: dict[str, str | None], *, piped: bool) -> None:
        """Read the command at ``position``; ``piped`` if a pipe leads into it, which gives it a shell of its own."""
        self._text = text
        self._values = ChainMap[str, str | None]({}, values)
        self._found: list[Assignment] = []
        self._words: list[str] = []
        self._bad_export = False
        self._in_subshell = piped
        self.pipes = False
        self.end = position
        self._read()

    @property
    def is_program(self) -> bool:
        """Tell whether this begins something that only a shell can follow."""
        return bool(self._words) and self._words[0] in _PROGRAM

    @property
    def assignments(self) -> list[Assignment]:
        """Return the assignments that outlive the command: of a line without a command, or the arguments of ``export``."""
        lasting = not self._words or self._words[0] in (*_EXPORTS, *_SPECIAL)
        return self._found if lasting and not self._in_subshell else []

    def _read(self) -> None:
        """Read words up to the end of the command."""
        while self.end < len(self._text):
            operator = _OPERATOR.match(self._text, self.end)
            if operator and operator[0][0] in "<>":
                self._redirection(operator)
            elif operator:
                self._finish(operator)
                break
            elif self._text[self.end] == "#":
                self.end = end_of_line(self._text, self.end)
            else:
                self._word()
            self.end = _end(_BLANKS, self._text, self.end)
        if self._bad_export and not self._in_subshell:
            raise ShellSyntaxError("exports what is no variable name (blanks around the =?)")

    def _finish(self, operator: re.Match[str]) -> None:
        """End the command at its operator."""
        if operator[0] in "()" or (operator[0] != "\n" and not self._words and not self._found):
            raise ShellSyntaxError("has an operator where a command must be")
        self._in_subshell = self._in_subshell or operator[0] in _IN_A_SUBSHELL
        self.pipes = operator[0] == "|"
        self.end = operator.end()

    def _argument(self, word: str | None, source: str) -> None:
        """Take a word of the command; an unquoted one that expands to nothing is none (section 2.6.5).

        What ``export`` refuses is fatal for a POSIX shell (section 2.8.1: special built-in utilities).
        """
        if word == "" and not any(quote in source for quote in "'\""):
            return
        self._words.append(word or "")
        if len(self._words) > 1 and self._words[0] in _EXPORTS and word is not None and not _EXPORTED.match(word):
            self._bad_export = True

    def _redirection(self, operator: re.Match[str]) -> None:
        """Skip a redirection and its file; a here-document makes the rest unreadable without a shell."""
        if operator[0].startswith("<<"):
            self._words.insert(0, "{")
        self.end = Word(self._text, _end(_BLANKS, self._text, operator.end()), self._values).read().position

    def _word(self) -> None:
        """Read one word: an assignment, or a part of the command."""
        assignment = _ASSIGNMENT.match(self._text, self.end)
        takes_assignments = not self._words or self._words[0] in _EXPORTS
        if not assignment or not takes_assignments:
            word = Word(self._text, self.end, self._values).read()
            self._argument(word.text_of_word, self._text[self.end : word.position])
            self.end = word.position
            return
        word = Word(self._text, assignment.end(), self._values).read()
        self._values[assignment[1]] = word.text_of_word
        self._found.append(Assignment(assignment[1], word.text_of_word, self._text[assignment.end() : word.position], 0, word.interpolated))
        self.end = word.position
