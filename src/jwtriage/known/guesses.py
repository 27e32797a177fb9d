"""How many guesses a text needs: the cheapest way to spell it as words, walks, repetitions, dates and single characters.

Each segment costs the binary logarithm of the guesses that reach it; the estimate is the cheapest sum (a shortest path, as in
D. Wheeler, "zxcvbn: low-budget password strength estimation", USENIX Security 2016; the costs and the words are our own).
Estimates are low on purpose: the question is whether a text *could* be guessed.
"""

import re
import unicodedata
from collections.abc import Iterator
from itertools import chain, pairwise
from math import inf, log2
from typing import NamedTuple

from jwtriage.known.words import LETTER_BITS, letter_bits, longest_word, ranks

LONGEST_TEXT = 256
"""Only the beginning of a longer text is estimated; more text never needs fewer guesses."""

DIGIT_BITS = log2(10)
HEX_BITS = 4.0
SYMBOL_BITS = 4.5
FOREIGN_LETTER_BITS = 5.0
REPEATED_SEPARATOR_BITS = 1.0
ADJACENT_KEY_BITS = 2.5
CASE_BITS = 1.0
CLASS_BITS = 1.0
"""A change from letters to digits or back."""
LEET_BITS = 1.5
WALK_BITS = 6.0
SHORTEST_WALK = 3
SHORTEST_COPY = 4
LONGEST_REPEATED_UNIT = 64
UNKNOWN_WORD_BITS = 13.0
"""A pronounceable word that is not in our list: one of about 2^13, as in common lists for passphrases."""
USUAL_WORD_LENGTH = 7
LONG_WORD_BITS = 1.5
"""What each letter above the usual length adds."""
PRONOUNCEABLE_LETTER_BITS = 4.05

_ROWS = ("1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop", "qwertzuiop", "yxcvbnm")
_LINES = (
    *_ROWS,
    "!@#$%^&*()",
    '!"#$%&/()=',
    "abcdefghijklmnopqrstuvwxyz",
    "0123456789abcdef",
    "1q2w3e4r5t6y7u8i9o0p",
    "q1w2e3r4t5y6u7i8o9p0",
    "1qaz2wsx3edc4rfv5tgb6yhn7ujm8ik9ol0p",
    "qazwsxedcrfvtgbyhnujmikolp",
)
_STEPS = tuple(dict(pairwise(line)) for forward in _LINES for line in (forward, forward[::-1]))
_NEIGHBOURS = frozenset(pair for line in _ROWS for forward in pairwise(line) for pair in (forward, forward[::-1]))
_LEET = str.maketrans("0134578@$!", "oieastbasi")
_DATES = (
    (re.compile(r"(?:19|20)[0-9]{2}"), 6.5),
    (re.compile(r"(?:19|20)[0-9]{2}[-/._]?(?:0[1-9]|1[0-2])[-/._]?(?:0[1-9]|[12][0-9]|3[01])"), 15.0),
    (re.compile(r"(?:0[1-9]|[12][0-9]|3[01])[-/._]?(?:0[1-9]|1[0-2])[-/._]?(?:19|20)[0-9]{2}"), 15.0),
)
_UNBROKEN = re.compile(r"[a-z]{3,12}(?![a-z])|[A-Z][a-z]{2,11}(?![a-z])|[A-Z]{3,12}(?![A-Za-z])")
_HEX = re.compile(r"[0-9a-f]+|[0-9A-F]+")


class _Text(NamedTuple):
    """A text and the forms in which it is searched, all of one length."""

    plain: str
    folded: str
    unleeted: str
    is_hex: bool


def guess_bits(text: str) -> float:
    """Return the binary logarithm of the guesses with which ``text`` is found, estimated low."""
    prepared = _prepare(text[:LONGEST_TEXT])
    best = [0.0, *[inf] * len(prepared.plain)]
    for start in range(len(prepared.plain)):
        for end, bits in _segments(prepared, start):
            best[end] = min(best[end], best[start] + bits)
    return best[-1]


def _prepare(text: str) -> _Text:
    """Return ``text`` with its searched forms; letters lose their accents."""
    plain = "".join(unicodedata.normalize("NFKD", character)[0] for character in text)
    folded = "".join(character.lower()[0] for character in plain)
    return _Text(plain, folded, folded.translate(_LEET), _HEX.fullmatch(plain) is not None)


def _segments(text: _Text, start: int) -> Iterator[tuple[int, float]]:
    """Yield the ends and costs of the segments that begin at ``start``."""
    return chain.from_iterable(kind(text, start) for kind in _KINDS)


def _character(text: _Text, at: int) -> Iterator[tuple[int, float]]:
    """Yield the single character."""
    character = text.folded[at]
    if text.is_hex:
        yield at + 1, DIGIT_BITS if text.plain.isdigit() else HEX_BITS
    elif "a" <= character <= "z":
        yield at + 1, _letter(text, at)
    elif character.isdecimal():
        yield at + 1, DIGIT_BITS + CLASS_BITS * text.folded[at - 1 : at].isalpha()
    elif character.isalnum():
        yield at + 1, FOREIGN_LETTER_BITS
    else:
        yield at + 1, _separator(text, at)


def _letter(text: _Text, at: int) -> float:
    """Return the cost of a letter: what the letter or key before it predicts, and a change of case inside a word."""
    before, letter = text.folded[at - 1 : at], text.folded[at]
    if not before.isalpha():
        return LETTER_BITS + CLASS_BITS * before.isdecimal() + CASE_BITS * text.plain[at].isupper()
    if text.plain[at].isupper() != text.plain[at - 1].isupper():
        return LETTER_BITS + CASE_BITS
    return ADJACENT_KEY_BITS if (before, letter) in _NEIGHBOURS else letter_bits(before, letter)


def _separator(text: _Text, at: int) -> float:
    """Return the cost of a sign: little when it is the one used before."""
    earlier = (sign for sign in reversed(text.plain[:at]) if not sign.isalnum())
    return REPEATED_SEPARATOR_BITS if next(earlier, "") == text.plain[at] else SYMBOL_BITS


def _words(text: _Text, start: int) -> Iterator[tuple[int, float]]:
    """Yield the words of the list, also with capitals and with digits and signs for letters."""
    for end in range(start + 2, min(start + longest_word(), len(text.plain)) + 1):
        for form, bits in ((text.folded[start:end], 0.0), (text.unleeted[start:end], LEET_BITS)):
            rank = ranks().get(form)
            if rank is not None:
                yield end, log2(rank + 1) + bits + _case(text.plain[start:end])


def _case(word: str) -> float:
    """Return the cost of the capitals of a word."""
    if word == word.lower():
        return 0.0
    usual = word in (word.upper(), word.capitalize())
    return CASE_BITS if usual else CASE_BITS * (1 + sum(map(str.isupper, word)))


def _unknown_word(text: _Text, start: int) -> Iterator[tuple[int, float]]:
    """Yield a run of letters that can be spoken, set off by case or by other characters."""
    match = _UNBROKEN.match(text.plain, start)
    if match is None or (text.plain[start - 1 : start].isalpha() and not text.plain[start].isupper()):
        return
    letters = text.folded[start : match.end()]
    mean = sum(letter_bits(*pair) for pair in pairwise(letters)) / (len(letters) - 1)
    if mean < PRONOUNCEABLE_LETTER_BITS:
        surplus = max(0, len(letters) - USUAL_WORD_LENGTH)
        yield match.end(), UNKNOWN_WORD_BITS + LONG_WORD_BITS * surplus + _case(text.plain[start : match.end()])


def _walks(text: _Text, start: int) -> Iterator[tuple[int, float]]:
    """Yield walks along a row of keys, the alphabet or the digits, in either direction."""
    for steps in _STEPS:
        end = start + 1
        while end < len(text.folded) and steps.get(text.folded[end - 1]) == text.folded[end]:
            end += 1
            if end - start >= SHORTEST_WALK:
                yield end, WALK_BITS + log2(end - start)


def _dates(text: _Text, start: int) -> Iterator[tuple[int, float]]:
    """Yield years and dates."""
    for pattern, bits in _DATES:
        match = pattern.match(text.plain, start)
        if match:
            yield match.end(), bits


def _repetitions(text: _Text, start: int) -> Iterator[tuple[int, float]]:
    """Yield how often what stands just before is repeated at once."""
    for length in range(1, min(start, LONGEST_REPEATED_UNIT) + 1):
        unit, end = text.folded[start - length : start], start + length
        while text.folded[end - length : end] == unit:
            yield end, 1 + log2((end - start) // length)
            end += length


def _copies(text: _Text, start: int) -> Iterator[tuple[int, float]]:
    """Yield passages that occurred earlier."""
    end = start + SHORTEST_COPY
    while end <= len(text.folded) and text.folded.find(text.folded[start:end], 0, start) >= 0:
        yield end, log2(start) + log2(end - start)
        end += 1


_KINDS = (_character, _words, _unknown_word, _walks, _dates, _repetitions, _copies)
