"""A file of a tree, read."""

from pathlib import Path
from typing import NamedTuple


class FileFound(NamedTuple):
    """One file of a scanned tree: ``place`` is its path as the operator would write it, ``octets`` its exact content."""

    place: str
    path: Path
    octets: bytes

    def __repr__(self) -> str:
        """Name the file only: its content may be a secret."""
        return f"FileFound({self.place!r})"
