"""One log message, freed of all that was wrapped around it."""

from typing import NamedTuple


class Message(NamedTuple):
    """What a line (or several lines that belong together) says, and what stood around it.

    ``texts`` may tell the reason, the most telling first: an exception before the sentence that announces it. ``context`` holds the names around
    them (logger, classes, members), ``frames`` the lines of a stack that say where; both tell the library, never a reason by themselves. All of it
    is text from outside.
    ``time`` is in seconds since the epoch, ``None`` where the line has none; ``wrapping`` names the layers, outermost first.
    """

    texts: tuple[str, ...] = ()
    context: str = ""
    frames: str = ""
    time: float | None = None
    level: str | None = None
    logger: str | None = None
    instance: str | None = None
    service: str | None = None
    version: str | None = None
    zone: str | None = None
    kid: str | None = None
    alg: str | None = None
    issuer: str | None = None
    client: str | None = None
    path: str | None = None
    status: int | None = None
    wrapping: tuple[str, ...] = ()

    def __repr__(self) -> str:
        """Show the layers; the texts may hold a token."""
        return f"Message({' > '.join(self.wrapping)})"

    @property
    def text(self) -> str:
        """All that may tell a reason, one after the other."""
        return "\n".join(self.texts)
