"""Colours by role, in plain ANSI (ECMA-48 SGR)."""

_COLOURS = {"error": "1;31", "warning": "1;33", "note": "1;36", "help": "1;32", "good": "1;32", "strong": "1", "faint": "2"}


class Paint:
    """Colours words by their role where ``colour`` is true; otherwise returns them as they are."""

    __slots__ = ("_colour",)

    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def __call__(self, role: str, text: str) -> str:
        """Return ``text`` in the colour of ``role`` (error, warning, note, help, good, strong, faint)."""
        return f"\x1b[{_COLOURS[role]}m{text}\x1b[0m" if self._colour else text
