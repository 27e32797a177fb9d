"""One word of POSIX shell text (Shell Command Language, sections 2.2 and 2.6): quotes removed, variables of the same file expanded."""

import re
from collections.abc import Mapping

MAX_DEPTH = 16
_NAME = re.compile(r"(?:\\\n)*[A-Za-z_](?:(?:\\\n)*[A-Za-z0-9_])*")
_CONTINUATION = "\\\n"
_END_OF_WORD = " \t\n;&|<>()"
_OPERATOR = re.compile(r":?[-=?+]")
_ESCAPED_IN_DOUBLE_QUOTES = '$`"\\'
_POSITIONAL = "123456789@*!"
_OF_THE_PROCESS = "$?#-0"


class ShellSyntaxError(ValueError):
    """The shell cannot parse the text. The message holds nothing of it."""


class Word:
    """Reads one word from ``text`` at ``position``; `text_of_word` is ``None`` where only a running shell knows the value."""

    def __init__(self, text: str, position: int, values: Mapping[str, str | None]) -> None:
        """Start a word. ``values`` are the variables that the text has set so far; any other is empty."""
        self._text = text
        self.position = position
        self._values = values
        self._parts: list[str] = []
        self._known = True
        self.interpolated = False

    @property
    def text_of_word(self) -> str | None:
        """Return the word after quote removal and expansion, ``None`` if it depends on the running system."""
        return "".join(self._parts) if self._known else None

    def read(self, ends: str = _END_OF_WORD, depth: int = 0) -> "Word":
        """Read up to an unquoted character of ``ends``, or to the end of the text."""
        if depth > MAX_DEPTH:
            raise ShellSyntaxError("has expansions nested too deep")
        while self.position < len(self._text) and self._text[self.position] not in ends:
            character = self._text[self.position]
            self.position += 1
            if character == "'":
                self._parts.append(self._until("'"))
            elif character == '"':
                self._double_quoted(depth)
            elif character == "\\":
                self._escaped()
            else:
                self._plain(character, depth)
        return self

    def _plain(self, character: str, depth: int) -> None:
        """Take a character that is no quote."""
        if character == "$":
            self._dollar(depth)
        elif character == "`":
            self._command("`")
        elif character == "~" and (not self._parts or self._parts[-1] == ":"):
            # A tilde at the start of a value or after a colon is somebody's home.
            self._known = False
        else:
            self._parts.append(character)

    def _until(self, closing: str) -> str:
        """Take everything up to the closing quote."""
        end = self._text.find(closing, self.position)
        if end < 0:
            raise ShellSyntaxError("has a quote that is not closed")
        body = self._text[self.position : end]
        self.position = end + 1
        return body

    def _escaped(self) -> None:
        """Take the character after a backslash as it is; an escaped newline vanishes."""
        escaped = self._text[self.position : self.position + 1]
        self.position += 1
        self._parts.append("\\" if not escaped else "" if escaped == "\n" else escaped)

    def _double_quoted(self, depth: int) -> None:
        """Take what stands between double quotes: ``$``, backtick and backslash keep their meaning."""
        self._parts.append("")
        while (character := self._text[self.position : self.position + 1]) != '"':
            if not character:
                raise ShellSyntaxError("has a quote that is not closed")
            self.position += 1
            following = self._text[self.position : self.position + 1]
            if character == "\\" and following in (*_ESCAPED_IN_DOUBLE_QUOTES, "\n"):
                self._escaped()
            elif character in "$`":
                self._plain(character, depth)
            else:
                self._parts.append(character)
        self.position += 1

    def _command(self, closing: str) -> None:
        """Skip a command: what it prints, nobody knows who does not run it."""
        self._until(closing)
        self._known = False

    def _dollar(self, depth: int) -> None:
        """Expand what stands behind a ``$``; a ``$`` before anything else is itself."""
        while self._text.startswith(_CONTINUATION, self.position):
            self.position += len(_CONTINUATION)
        character = self._text[self.position : self.position + 1]
        name = _NAME.match(self._text, self.position)
        if name:
            self.position = name.end()
            # A line may be continued anywhere, even inside a name.
            self._append(self._values.get(name[0].replace(_CONTINUATION, ""), ""))
        elif character == "(":
            self._parentheses()
        elif character == "{":
            self._braces(depth)
        elif character and character in _POSITIONAL + _OF_THE_PROCESS:
            self.position += 1
            self._append("" if character in _POSITIONAL else None)
        else:
            self._parts.append("$")

    def _append(self, value: str | None) -> None:
        """Add an expanded value."""
        self.interpolated = True
        self._parts.append(value or "")
        self._known = self._known and value is not None

    def _parentheses(self) -> None:
        """Skip a command or arithmetic in parentheses."""
        depth = 0
        while self.position < len(self._text):
            depth += {"(": 1, ")": -1}.get(self._text[self.position], 0)
            self.position += 1
            if depth == 0:
                self._known = False
                return
        raise ShellSyntaxError("has a ( that is not closed")

    def _braces(self, depth: int) -> None:
        """Expand ``${…}`` with the operators ``- = ? +`` and their colon forms; other operators are left to the shell."""
        name = _NAME.match(self._text, self.position + 1)
        if name is None:
            end = self._text.find("}", self.position)
            if end < 0 or end == self.position + 1:
                raise ShellSyntaxError("has a ${ that is not closed or names nothing")
            self.position, self._known = end + 1, False
            return
        self.position = name.end()
        operator = _OPERATOR.match(self._text, self.position)
        self.position = operator.end() if operator else self.position
        word = Word(self._text, self.position, self._values).read("}", depth + 1)
        if word.position >= len(self._text):
            raise ShellSyntaxError("has a ${ that is not closed")
        has_rest = word.position > self.position
        self.position = word.position + 1
        value = self._values.get(name[0])
        if operator:
            self._append(_operate(operator[0], name[0] in self._values, value, word.text_of_word))
        else:
            self._append(None if has_rest else self._values.get(name[0], ""))


def _operate(operator: str, is_set: bool, value: str | None, word: str | None) -> str | None:
    """Apply a default, an alternative or a requirement; ``None`` where the outcome is not known or the shell stops."""
    usable = bool(value) or value is None if is_set and operator.startswith(":") else is_set
    if operator.endswith("+"):
        return word if usable else ""
    if usable:
        return value
    return None if operator.endswith("?") else word
