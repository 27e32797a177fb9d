"""Words that people put into secrets, most common first, and how letters follow one another in them.

The list (``data/words.txt``) is our own selection: the vocabulary of configuration files, then everyday English, names, and the words for
"secret", "key" and "password" in other languages.
"""

import pkgutil
from collections import Counter
from functools import cache
from itertools import pairwise
from math import log2

LETTER_BITS = log2(26)
"""What a letter costs that nothing predicts."""


@cache
def ranks() -> dict[str, int]:
    """Return the place of each word of two letters and more in the list, from 1."""
    packed = pkgutil.get_data(__package__, "data/words.txt") or b""
    words = dict.fromkeys(word for word in packed.decode("ascii").split() if len(word) > 1)
    return {word: rank for rank, word in enumerate(words, start=1)}


@cache
def longest_word() -> int:
    """Return the length of the longest word of the list."""
    return max(map(len, ranks()))


def letter_bits(before: str, letter: str) -> float:
    """Return the bits that ``letter`` costs behind ``before``, both lower case; never more than a letter drawn at random."""
    return _transitions().get((before, letter), LETTER_BITS)


@cache
def _transitions() -> dict[tuple[str, str], float]:
    """Return the cost of each pair of letters that occurs in the words, where half of all letters are taken to be drawn at random."""
    pairs = Counter(pair for word in ranks() for pair in pairwise(word) if "".join(pair).isalpha())
    firsts = Counter(before for before, _ in pairs.elements())
    return {pair: min(LETTER_BITS, -log2(0.5 * count / firsts[pair[0]] + 0.5 / 26)) for pair, count in pairs.items()}
