"""Notebooks (nbformat 4): keys that a code cell sets."""

import re
from collections.abc import Iterator

from jwtriage.places.formats.assignments import assigned
from jwtriage.places.formats.entry import Entry
from jwtriage.places.formats.source import Source
from jwtriage.places.formats.walking_tree import items_of
from jwtriage.places.tree import Scalar, Tree, at, text_at

_LINES = (
    re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*)\s*(?::\s*\w+\s*)?=\s*[rbf]?([\"'])(.*)\2\s*(?:#.*)?"),
    re.compile(r"\s*os\.environ\[[\"']([^\"']+)[\"']\]\s*=\s*([\"'])(.*)\2\s*(?:#.*)?"),
    re.compile(r"\s*%(?:set_)?env\s+([A-Za-z_][A-Za-z0-9_]*)()\s*=?\s*(.*)"),
)


def matches(source: Source) -> bool:
    """Tell whether the file is a notebook."""
    return len(source.documents) == 1 and source.path.suffix == ".ipynb"


def read(source: Source) -> Iterator[Entry]:
    """Yield what the code cells set."""
    for cell in items_of(source.documents[0], "cells"):
        if text_at(cell, "cell_type") == "code":
            for line in _lines(cell):
                yield from _line(line, source.place)


def _lines(cell: Tree) -> Iterator[Scalar]:
    whole = at(cell, ("source",))
    yield from (line for line in items_of(cell, "source") if isinstance(line, Scalar))
    if isinstance(whole, Scalar):
        yield from (Scalar(line, line=whole.line) for line in whole.text.split(b"\n"))


def _line(line: Scalar, place: str) -> Iterator[Entry]:
    text = line.text.decode("utf-8", "replace").rstrip("\r\n")
    for form in _LINES:
        found = form.fullmatch(text)
        if found:
            yield from assigned(found[1], found[3].strip(), place, line.line or 1)
            return
