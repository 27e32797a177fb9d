"""Engines that find any of some hundred needles in a text: one in C for the extra ``fast``, one of the standard library."""

from importlib import import_module
from importlib.util import find_spec
from typing import Protocol


class Engine(Protocol):
    """Finds needles, and counts lines on the way. One engine serves one thread."""

    name: str

    def hits(self, text: memoryview) -> list[int]:
        """Return places in their order, at least one of the last octet of a needle in each line that has one; upper and lower case are one."""

    def line_ends(self, text: memoryview) -> int:
        """Return the number of line feeds in the text."""


ENGINES = ("hyperscan", "find")


def engine(needles: tuple[bytes, ...], name: str | None = None) -> Engine:
    """Return the engine of this name, by default the fastest that is installed."""
    chosen = name or ("hyperscan" if find_spec("hyperscan") and find_spec("stringzilla") else "find")
    made: Engine = import_module(f"{__name__}.{chosen}_engine").make(needles)
    return made
