"""Whether one place holds the predecessor of what another holds, as far as names and labels tell."""

import re

from jwtriage.model.case import Sighting

_OLD = re.compile(r"(?<![a-z])(?:old|prev(?:ious)?|awsprevious|former|legacy|retired|before|deprecated|expired|last)(?![a-z])")
_VERSION = re.compile(r"(?<![a-z0-9])v?(\d{1,4})(?![0-9])")


def is_older(first: Sighting | None, second: Sighting | None) -> bool:
    """Tell whether a place, a label or a version number says that the first is the predecessor of the second."""
    if first is None or second is None:
        return False
    one, two = _words(first), _words(second)
    if _OLD.search(one) and not _OLD.search(two):
        return True
    return _VERSION.sub("#", one) == _VERSION.sub("#", two) and _versions(one) < _versions(two)


def _words(sighting: Sighting) -> str:
    labels = " ".join(sighting.labels.get(name, "") for name in ("stage", "version"))
    return f"{sighting.origin.place} {sighting.origin.name or ''} {labels}".lower().replace("_", " ")


def _versions(text: str) -> list[int]:
    return [int(number) for number in _VERSION.findall(text)]
