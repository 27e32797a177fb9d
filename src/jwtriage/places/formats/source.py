"""A file that is being read for keys, parsed once, whatever asks about it."""

from pathlib import Path
from typing import NamedTuple

from jwtriage.places.tree import Tree


class Source(NamedTuple):
    """One file: its place as the operator would write it, its content, and the documents in it where it is a structured file.

    ``form`` is ``dotenv``, ``yaml``, ``json``, ``toml``, ``properties``, ``ini``, ``whole`` or the name of a format of its own (``dockerfile``).
    """

    place: str
    path: Path
    octets: bytes
    form: str
    documents: tuple[Tree, ...] = ()

    def __repr__(self) -> str:
        """Name the file only: its content may be a secret."""
        return f"Source({self.place!r}, {self.form!r})"
