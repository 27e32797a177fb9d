"""What a lenient reader tolerated."""

from __future__ import annotations


class Observation:
    """One thing that a strict reader would not have accepted.

    ``id`` is the id of the root cause where one fits (``token-trailing-newline``), else a short name of the same style.
    ``fact`` is a sentence fragment for people. It never holds bytes of a secret or of a signature.
    """

    __slots__ = ("fact", "id")

    def __init__(self, id: str, fact: str) -> None:
        """Note ``fact`` under ``id``."""
        self.id = id
        self.fact = fact

    def __repr__(self) -> str:
        """Show both fields; neither is secret."""
        return f"Observation({self.id!r}, {self.fact!r})"

    def __eq__(self, other: object) -> bool:
        """Compare both fields."""
        return isinstance(other, Observation) and (self.id, self.fact) == (other.id, other.fact)

    def __hash__(self) -> int:
        """Hash both fields."""
        return hash((self.id, self.fact))
