"""The variable that is set is not the one that the program reads.

## What happens
The value is right and stands under a name that this version of the program does not know: renamed, misspelt, without
the suffix `_FILE`. The program falls back to a generated or an older secret and says nothing.

## Where it comes from
A renamed setting after an upgrade, documentation of another version, a prefix that the framework adds or expects.
`AUTHELIA_JWT_SECRET_FILE` became `AUTHELIA_IDENTITY_VALIDATION_RESET_PASSWORD_JWT_SECRET_FILE`.
Seen in authelia/authelia#7525.

## How to fix it
Look up the name in the documentation of the running version, set that one, and remove the other.

Let the program print at its start which setting supplied the key, with the key's fingerprint, and refuse to start
without one.
"""

from collections.abc import Iterator
from itertools import combinations

from jwtriage.model.change import Scene
from jwtriage.model.finding import Sign

SHORTEST = 8


def read(scene: Scene) -> Iterator[Sign]:
    """Mention two names in one place that differ by a single typing error. It is a hint only."""
    named = [sighting.origin for sighting in scene.case.sightings if sighting.kind == "variable" and sighting.origin.name]
    for one, other in combinations(named, 2):
        if one.place == other.place and _is_misspelt(one.name or "", other.name or ""):
            yield Sign(f"{one.name} and {other.name} differ by one character only; one of them may be a misspelt name", "possible", one)
            return


def _is_misspelt(one: str, other: str) -> bool:
    """Tell whether one letter changed, lost, added or swapped turns one name into the other; digits tell names apart on purpose."""
    if one == other or min(len(one), len(other)) < SHORTEST or abs(len(one) - len(other)) > 1:
        return False
    shorter, longer = sorted((one, other), key=len)
    start = next((at for at, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    differing = shorter[start : start + 1] + longer[start : start + 1]
    return not any(character.isdigit() for character in differing) and shorter in _edits(longer, shorter[start : start + 1], start)


def _edits(text: str, wanted: str, at: int) -> tuple[str, ...]:
    swapped = text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :]
    return text[:at] + wanted + text[at + 1 :], text[:at] + text[at + 1 :], swapped
