"""Reads a text as a file of a tree."""

from pathlib import Path

from jwtriage.model.case import Sighting, Unread
from jwtriage.model.edge import Edge, Holder, Setting
from jwtriage.places.formats.registry import read
from jwtriage.places.walking.file import FileFound


class Look:
    """What a file of this name and content says."""

    def __init__(self, name: str, text: str | bytes) -> None:
        octets = text.encode() if isinstance(text, str) else text
        self.entries = list(read(FileFound(name, Path(name), octets)))

    @property
    def keys(self) -> dict[str | None, bytes]:
        return {each.origin.name: each.text.reveal() for each in self.entries if isinstance(each, Sighting)}

    @property
    def lines(self) -> dict[str | None, int | None]:
        return {each.origin.name: each.origin.line for each in self.entries if isinstance(each, Sighting)}

    @property
    def edges(self) -> dict[str, str]:
        return {each.name: each.address for each in self.entries if isinstance(each, Edge)}

    @property
    def settings(self) -> dict[str, str]:
        return {each.name: each.value for each in self.entries if isinstance(each, Setting)}

    @property
    def holders(self) -> dict[str, tuple[str, ...]]:
        return {each.address: each.members for each in self.entries if isinstance(each, Holder)}

    @property
    def unread(self) -> list[str]:
        return [each.why for each in self.entries if isinstance(each, Unread)]
