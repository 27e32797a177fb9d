"""The standard library: a few words, of which each needle has one, are looked for one after the other; then the needles around each."""

import re
from collections import Counter

from jwtriage.logs.engines import Engine

_WORD = re.compile(rb"[a-z0-9]{3,}")
_COMMON = Counter(
    {b"invalid": 40, b"the": 400, b"not": 80, b"for": 80, b"key": 20, b"and": 80, b"error": 60, b"value": 30, b"claim": 2, b"missing": 4}
)
"""How often words stand in any log, by estimate: a word that is rare and in many needles is the better one to look for."""


class FindEngine:
    """Words, each with the needles in which it stands."""

    name = "find"

    def __init__(self, needles: tuple[bytes, ...]) -> None:
        """Choose the words."""
        self._filed = {word: (re.compile(b"|".join(map(re.escape, filed))), max(map(len, filed))) for word, filed in _cover(needles).items()}

    def hits(self, text: memoryview) -> list[int]:
        """See `Engine.hits`."""
        low = bytes(text).lower()
        found: set[int] = set()
        for word, (needles, longest) in self._filed.items():
            place = low.find(word)
            while place >= 0:
                found.update(match.end() - 1 for match in needles.finditer(low, max(0, place - longest), place + longest))
                place = low.find(word, place + len(word))
        return sorted(found)

    def line_ends(self, text: memoryview) -> int:
        """See `Engine.line_ends`."""
        return bytes(text).count(b"\n")


def _cover(needles: tuple[bytes, ...]) -> dict[bytes, list[bytes]]:
    """File each needle under one word, few words in all: of each step the word that most needles of those left have."""
    words = {needle: frozenset(_WORD.findall(needle)) or frozenset((needle,)) for needle in needles}
    filed: dict[bytes, list[bytes]] = {}
    left = set(needles)
    while left:
        counts = Counter(word for needle in left for word in words[needle])
        best = max(counts, key=lambda word: (counts[word] / (1 + _COMMON[word]), word))
        filed[best] = sorted(needle for needle in left if best in needle)
        left.difference_update(filed[best])
    return filed


def make(needles: tuple[bytes, ...]) -> Engine:
    """Make the engine."""
    return FindEngine(needles)
