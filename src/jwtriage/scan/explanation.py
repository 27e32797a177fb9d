"""How two copies differ, in the words of the causes: worked out once for each two values, within a budget."""

from jwtriage.causes.registry import CAUSES
from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.chain import Step, seen_text
from jwtriage.diagnosis.configured import is_document
from jwtriage.diagnosis.difference import difference
from jwtriage.diagnosis.proposals import secret_changes
from jwtriage.diagnosis.secret_nodes import roots_of
from jwtriage.forensics.unwrapping import unwrapped
from jwtriage.model.case import Sighting
from jwtriage.scan.material import identity_of

SECONDS = 3.0
"""Time for all comparisons of one check."""

BLOCK = 64
"""The block of SHA-256 in octets: most tokens under a shared secret are HS256."""

SHORTEST_MISTYPED = 16
"""Octets of secrets of which one may be the other mistyped."""

SHORTEST_DOCUMENT = 40
"""A document's remains of fewer octets hold little more than the first line, which all documents share."""


class Explanations:
    """Answers how copies differ; remembers its answers."""

    def __init__(self, budget: Budget | None = None) -> None:
        """Start the clock."""
        self._budget = budget or Budget(SECONDS)
        self._known: dict[tuple[object, object], tuple[Step, ...]] = {}

    def between(self, sound: Sighting, other: Sighting) -> tuple[Step, ...]:
        """Return the steps that lead from ``other`` to ``sound``, ``()`` when they are strangers or the time is up."""
        pair = (identity_of(sound), identity_of(other))
        if pair not in self._known and not self._budget.over:
            self._known[pair] = self._found(sound, other)
        return self._known.get(pair, ())

    def _found(self, sound: Sighting, other: Sighting) -> tuple[Step, ...]:
        if is_document(sound) or is_document(other):
            return _cut(sound, other)
        return difference(list(roots_of(other)), list(roots_of(sound)), BLOCK, self._budget) or ()

    def neighbours(self, text: bytes) -> list[bytes]:
        """Return the texts that one change makes of a secret."""
        return [] if self._budget.over else [changed[0] for changed in secret_changes(seen_text(text, None), BLOCK, self._budget)]


def _cut(sound: Sighting, other: Sighting) -> tuple[Step, ...]:
    """Of two copies of a document the one may be the other's beginning; every other damage is repaired by the causes of documents."""
    whole, text = unwrapped(sound.text.reveal())[0], unwrapped(other.text.reveal())[0].rstrip()
    if SHORTEST_DOCUMENT <= len(text) < len(whole.rstrip()) and whole.startswith(text):
        return (Step(CAUSES["secret-truncated"], "cut off before its end", "copy", other),)
    return ()


def slip_between(one: bytes, other: bytes) -> str:
    """Say by which slip two secrets differ, ``""`` where it is none."""
    if is_mistyped(one, other):
        return "but for one character: it was mistyped"
    alike = len(one) >= SHORTEST_MISTYPED and one != other and one.lower() == other.lower()
    return "but for upper and lower case" if alike else ""


def is_mistyped(one: bytes, other: bytes) -> bool:
    """Tell whether one octet changed, lost, added or swapped with its neighbour makes two long secrets equal; no two have that by chance."""
    if one == other or min(len(one), len(other)) < SHORTEST_MISTYPED or abs(len(one) - len(other)) > 1:
        return False
    start = _shared(one, other)
    one, other = one[start:], other[start:]
    end = _shared(one[::-1], other[::-1])
    one, other = one[: len(one) - end], other[: len(other) - end]
    return max(len(one), len(other)) == 1 or (len(one) == 2 and one == other[::-1])


def _shared(one: bytes, other: bytes) -> int:
    """Return how many octets two texts share at their start."""
    return next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
