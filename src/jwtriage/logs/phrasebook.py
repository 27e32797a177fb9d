"""The phrases with which libraries, frameworks and gateways reject a token, and the search for them in a text.

A phrase is a template: literal parts in their order, with gaps where values stand (``JWT expired {n} milliseconds ago at {time}``). A text is
searched by its words: each phrase is filed under its rarest word, so that a line of log meets only a few of more than a thousand phrases, in
time linear in its length. Phrases that a user adds are templates too; no regular expression of theirs is ever run.
"""

import json
import pkgutil
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Literal, NamedTuple, cast

from jwtriage.jose.reason import Reason

Kind = Literal["rejection", "warning", "underlying", "own"]
"""``own``: a phrase of the operator, which counts wherever it stands. ``warning``: the library complains and goes on. ``underlying``: a text of what
lies below libraries of tokens, which counts only beside one of them."""

LONGEST_GAP = 1000
"""So many characters may stand in a gap."""
MOST_STARTS = 8
"""So many places are tried at which a phrase may begin."""
_GAP = re.compile(r"\{+([A-Za-z0-9_ ]*)\}+")
_WORD = re.compile(r"[a-z0-9]+")
_WRAPPED = frozenset(("error", "message", "detail", "reason", "parse error", "IDX text", "openssl text", "openssl errors"))
"""Names of last gaps in which a phrase quotes what went wrong below it."""
_QUOTES = str.maketrans({'"': "'", "`": "'", "\u2018": "'", "\u2019": "'", "\u201c": "'", "\u201d": "'", "\\": None})
_LOWER = {ord(letter): ord(letter) + 32 for letter in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"}
_SPACE = re.compile(r"\s+")


class Phrase(NamedTuple):
    """One phrase of one library.

    ``reasons`` are what the text may mean, the most usual first; ``exception`` is the class or code that comes with it; ``versions`` are those in
    which the text was seen; ``source`` is the file of its origin. ``parts`` are its literals, normalised, and ``gaps`` the names of what stands
    between and after them.
    """

    template: str
    library: str
    reasons: tuple[Reason, ...]
    kind: Kind
    exception: str
    versions: str
    language: str
    source: str
    parts: tuple[str, ...]
    gaps: tuple[str, ...]
    opens: bool
    """Whether a value stands before the first literal."""

    @property
    def literal(self) -> bytes:
        """The longest literal of the template as it is written: what a fast search over raw lines looks for."""
        return max((part.strip() for part in _GAP.sub("\0", self.template).split("\0")), key=len).encode()

    @property
    def is_wrapper(self) -> bool:
        """Whether the template ends in another text, which then tells more."""
        return self.gaps[-1] in _WRAPPED

    @property
    def size(self) -> int:
        """The number of literal characters: the measure of how specific the phrase is."""
        return sum(map(len, self.parts))


class Library(NamedTuple):
    """What tells a library: ``signs`` are names of its modules, classes, codes and loggers."""

    name: str
    language: str
    signs: tuple[str, ...]


class Match(NamedTuple):
    """A phrase found in a normalised text, from ``start`` to ``end``; ``values`` are what stood in its named gaps."""

    phrase: Phrase
    start: int
    end: int
    values: tuple[tuple[str, str], ...]


def normalised(text: str) -> str:
    """Return the text as phrases are compared: one sort of quotes, no backslashes, single spaces."""
    return _SPACE.sub(" ", text.translate(_QUOTES))


def lowered(text: str) -> str:
    """Return the text in small letters, each character where it was (`str.lower` makes two of some that are no ASCII)."""
    return text.translate(_LOWER)


def phrase(
    template: str,
    library: str,
    reasons: tuple[Reason, ...],
    *,
    kind: Kind = "rejection",
    exception: str = "",
    versions: str = "",
    language: str = "",
    source: str = "",
) -> Phrase:
    """Make a phrase of a template; raises `ValueError` for one without a word."""
    pieces = _GAP.split(template)
    literals, names = [lowered(normalised(each)) for each in pieces[::2]], pieces[1::2]
    opens = bool(literals) and not _WORD.search(literals[0])
    while literals and not _WORD.search(literals[0]):
        literals, names = literals[1:], names[1:]
    gaps = [*names, ""]
    while literals and not _WORD.search(literals[-1]):
        literals, gaps = literals[:-1], gaps[:-1]
    if not literals:
        raise ValueError("a phrase needs a word that does not change")
    literals[0], literals[-1] = literals[0].lstrip(), literals[-1].rstrip(" :")
    return Phrase(template, library, reasons, kind, exception, versions, language, source, tuple(literals), tuple(gaps), opens)


class Phrasebook:
    """Phrases, filed for the search."""

    def __init__(self, phrases: Iterable[Phrase], libraries: Iterable[Library] = ()) -> None:
        """File the phrases."""
        self.phrases = tuple(phrases)
        self.libraries = tuple(libraries)
        self._filed: dict[str, list[Phrase]] = {}
        counts = Counter(word for each in self.phrases for word in _whole_words(each))
        for each in self.phrases:
            self._filed.setdefault(_rarest(_whole_words(each), counts), []).append(each)

    def may_match(self, text: str) -> bool:
        """Tell quickly whether a text in small letters has a word under which a phrase is filed; where it has none, no phrase matches."""
        return "" in self._filed or not self._filed.keys().isdisjoint(_WORD.findall(text))

    def matches(self, text: str) -> Iterator[Match]:
        """Give each phrase that stands in a `normalised` text, where it stands first."""
        low = lowered(text)
        for word in set(_WORD.findall(low)) | {""}:
            for each in self._filed.get(word, ()):
                found = find(each, text, low)
                if found is not None:
                    yield found


def find(wanted: Phrase, text: str, low: str) -> Match | None:
    """Find a phrase in a normalised text and its small letters: its literals in their order, at the borders of words."""
    start = -1
    for _ in range(MOST_STARTS):
        start = low.find(wanted.parts[0], start + 1)
        if start < 0:
            return None
        match = _match_at(wanted, text, low, start)
        if match is not None:
            return match
    return None


def _match_at(wanted: Phrase, text: str, low: str, start: int) -> Match | None:
    """Match a phrase whose first literal stands at ``start``."""
    end = start + len(wanted.parts[0])
    values = []
    for name, part in zip(wanted.gaps, wanted.parts[1:], strict=False):
        place = low.find(part, end, end + LONGEST_GAP + len(part))
        if place < 0:
            return None
        values.append((name, text[end:place]))
        end = place + len(part)
    if _inside_word(text, start) or _inside_word(text, end):
        return None
    return Match(wanted, start, end, (*values, (wanted.gaps[-1], text[end : end + LONGEST_GAP])))


def _inside_word(text: str, place: int) -> bool:
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def _whole_words(each: Phrase) -> set[str]:
    """Return the words of a phrase that no value in a gap can lengthen."""
    joined = "\0".join(each.parts)
    return {match[0] for match in _WORD.finditer(joined) if "\0" not in joined[max(0, match.start() - 1) : match.end() + 1]}


def _rarest(words: Iterable[str], counts: Counter[str]) -> str:
    return min(words, key=lambda word: (counts[word], -len(word), word), default="")


@cache
def phrasebook() -> Phrasebook:
    """Return our own phrasebook, read once."""
    return Phrasebook(phrases(), libraries())


@cache
def phrases() -> tuple[Phrase, ...]:
    """Return our own phrases: `data/phrases.json`, whose rows are library, template, reasons, exception, versions, source and kind."""
    languages = {each.name: each.language for each in libraries()}
    return tuple(
        phrase(
            template,
            library,
            tuple(cast("Reason", reason) for reason in reasons.split()),
            kind=cast("Kind", kind),
            exception=exception,
            versions=versions,
            language=languages[library],
            source=source,
        )
        for library, template, reasons, exception, versions, source, kind in _data("phrases.json")
    )


@cache
def libraries() -> tuple[Library, ...]:
    """Return the libraries and their signs: `data/libraries.json`."""
    return tuple(Library(name, language, tuple(signs)) for name, language, *signs in _data("libraries.json"))


def _data(name: str) -> list[list[str]]:
    rows: list[list[str]] = json.loads(pkgutil.get_data(__package__, f"data/{name}") or b"[]")
    return rows
