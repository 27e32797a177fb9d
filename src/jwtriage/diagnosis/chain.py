"""Chains of changes: how the search remembers by which faults it came to a text, a token or a recipe."""

from typing import NamedTuple

from jwtriage.model.case import Sighting
from jwtriage.model.cause import Cause


class Step(NamedTuple):
    """One change of a chain: the cause that proposed it, what it does, and to what (``key``, ``token``, ``recipe`` or ``choice``)."""

    cause: Cause
    how: str
    axis: str
    sighting: Sighting | None = None


class TextNode(NamedTuple):
    """A key text reached by changes: the octets, the node it was made from (``None`` for a text as it was seen), and the change."""

    octets: bytes
    parent: "TextNode | None"
    cause: Cause | None
    how: str
    sighting: Sighting | None

    def __repr__(self) -> str:
        """Show how the text was reached, never its octets."""
        return f"TextNode(how={self.how!r})"

    @property
    def depth(self) -> int:
        """The number of changes since the text as it was seen."""
        return 0 if self.parent is None else self.parent.depth + 1

    def steps(self) -> tuple[Step, ...]:
        """Return the changes in the order in which they were made."""
        if self.parent is None or self.cause is None:
            return ()
        return (*self.parent.steps(), Step(self.cause, self.how, "key", self.sighting))


Text = tuple[bytes, TextNode | None, Cause | None, str, Sighting | None]
"""What a `TextNode` holds. Of the very many texts at the end of a chain most are never asked for more, so that a plain tuple does for them."""


def seen_text(octets: bytes, sighting: Sighting | None) -> TextNode:
    """Return the node of a text as it was seen."""
    return TextNode(octets, None, None, "", sighting)


def implied(cause: Cause, node: TextNode) -> TextNode:
    """Return ``node`` with a change that alters no octet but needs a cause (a default secret that nobody wrote down)."""
    return TextNode(node.octets, node, cause, "", node.sighting)
