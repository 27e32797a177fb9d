"""Dockerfiles: ``ENV`` and ``ARG``, which stay in the image's history for everyone who can pull it."""

import re
from collections.abc import Iterator

from jwtriage.places.formats.assignments import assigned, lines_of, pairs_in, words_of
from jwtriage.places.formats.entry import Entry
from jwtriage.places.formats.source import Source

_LINE = re.compile(r"\s*(ENV|ARG)\s+(\S.*)", re.IGNORECASE)


def matches(source: Source) -> bool:
    """Tell whether the file describes an image."""
    return source.form == "dockerfile"


def read(source: Source) -> Iterator[Entry]:
    """Yield the variables of the image and of its build."""
    for number, line in lines_of(source.octets):
        found = _LINE.match(line)
        words = words_of(found[2]) if found else []
        if len(words) > 1 and "=" not in words[0]:
            yield from assigned(words[0], " ".join(words[1:]), source.place, number)
        else:
            yield from pairs_in(words, source.place, number)
