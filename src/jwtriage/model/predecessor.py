"""Whether one place holds the predecessor of what another holds, as far as names and labels tell."""

import re

from jwtriage.model.addresses import place_of, words_of
from jwtriage.model.case import Sighting

_OLD = frozenset(
    (
        "old",
        "older",
        "prev",
        "previous",
        "awsprevious",
        "former",
        "legacy",
        "retired",
        "before",
        "deprecated",
        "expired",
        "last",
        "archive",
        "archived",
    )
)
_NEW = frozenset(("new", "newer", "next", "rotated", "replacement", "after", "awspending", "pending", "latest"))
_VERSION = re.compile(r"(?<![a-z0-9])v?(\d{1,4})(?![0-9])")


def is_older(first: Sighting | None, second: Sighting | None) -> bool:
    """Tell whether a word, a label or a version number says that the first is the predecessor of the second."""
    if first is None or second is None:
        return False
    one, two = _text(first), _text(second)
    if _stage(one) != _stage(two):
        return _stage(one) < _stage(two)
    return _VERSION.sub("#", one) == _VERSION.sub("#", two) and _versions(one) < _versions(two)


def _text(sighting: Sighting) -> str:
    labels = " ".join(sighting.labels.get(name, "") for name in ("stage", "version"))
    return f"{place_of(sighting)} {labels}".lower().replace("_", " ")


def _stage(text: str) -> int:
    """Return -1 for what is called old, 1 for what is called new, 0 for all else."""
    words = words_of(text)
    return bool(words & _NEW) - bool(words & _OLD)


def _versions(text: str) -> list[int]:
    return [int(number) for number in _VERSION.findall(text)]
