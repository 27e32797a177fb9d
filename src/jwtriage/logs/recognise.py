"""Recognises the rejection of a token in a message: which reason, which library, how sure.

The most specific phrase wins, and of a chain the end: a phrase that only announces another (``token is unverifiable: …``) yields to it. The
library is an input where class names, codes, modules or loggers tell it (`jwtriage.logs.scene`); whether a general phrase counts is weighed
(`jwtriage.logs.weighing`); what no phrase knows is read by the words of the sentence and of the class (`jwtriage.logs.grammar`). Lines of log
are hostile input: nothing here is more than likely.
"""

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from jwtriage.jose.reason import Reason
from jwtriage.logs import grammar, vocabulary
from jwtriage.logs.message import Message
from jwtriage.logs.phrasebook import Kind, Match, Phrase, Phrasebook, lowered, normalised, phrasebook
from jwtriage.logs.scene import Scene, Signs
from jwtriage.logs.weighing import counts, score, speaks_of_token

LONGEST_TEXT = 16384
"""So many characters of a text are looked at."""
_OF_CLAIMS: dict[str, Reason] = {"iss": "issuer_mismatch", "aud": "audience_mismatch"}
_MISSING = re.compile(r"missing|required|requires|must be|not found|does not exist|no mandatory|not present|has no|among")
_BETWEEN = " \0 "
"""Stands between texts that are not one."""

Certainty = Literal["likely", "possible"]


class Recognition(NamedTuple):
    """What a message says. ``reasons`` are all that the text may mean, ``reason`` first; ``phrase`` is the template, empty where words told it.

    ``library`` is ``None`` where several use the same text and nothing tells which. ``values`` are what stood in the phrase's gaps.
    """

    reason: Reason
    reasons: tuple[Reason, ...]
    library: str | None
    versions: str
    phrase: str
    kind: Kind
    certainty: Certainty
    values: tuple[tuple[str, str], ...] = ()


class _Hit(NamedTuple):
    """A phrase that counts, with its text's place among the texts."""

    match: Match
    place: int
    score: int

    @property
    def phrase(self) -> Phrase:
        """The phrase."""
        return self.match.phrase

    def is_inside(self, other: "_Hit") -> bool:
        """Tell whether this is a part of a longer one."""
        inside = self.place == other.place and other.match.start <= self.match.start and self.match.end <= other.match.end
        return inside and self.phrase.size < other.phrase.size and not other.phrase.is_wrapper

    def is_same_text(self, other: "_Hit") -> bool:
        """Tell whether both are the same characters."""
        return (self.place, self.match.start, self.match.end) == (other.place, other.match.start, other.match.end)


class Recogniser:
    """Recognises messages by one phrasebook, ours by default. It keeps nothing between messages."""

    def __init__(self, book: Phrasebook | None = None) -> None:
        """Take the phrasebook."""
        self._book = book or phrasebook()
        self._signs = Signs(self._book)

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """The phrases of its phrasebook."""
        return self._book.phrases

    @property
    def telling_names(self) -> frozenset[str]:
        """The names of classes and libraries that may tell a rejection without a phrase."""
        return self._signs.telling_names

    def may_recognise(self, text: bytes) -> bool:
        """Tell quickly, of a text as it stands in a log, whether it is worth a look; most are not."""
        low = text.lower().decode("utf-8", "replace")
        return self._book.may_match(low) or vocabulary.STRONG.search(low) is not None

    def recognise(self, message: Message) -> Recognition | None:
        """Return what the message says about a token that was not accepted, or a library's warning; ``None`` for all else."""
        texts = [normalised(text[:LONGEST_TEXT]) for text in message.texts]
        scene = self._signs.scene(message)
        best = _best([hit for place in range(len(texts)) for hit in self._hits(texts, place, scene)], scene)
        if best is None:
            return self._by_class(scene) or _by_words(texts, scene)
        is_sure = best.reason != "other" or best.library in scene.libraries
        return best if is_sure else _told_better(best, texts, scene)

    def _hits(self, texts: list[str], place: int, scene: Scene) -> Iterator[_Hit]:
        low, others = lowered(texts[place]), lowered(_others(texts, place))
        for match in self._book.matches(texts[place]):
            if counts(match, low, others, scene):
                yield _Hit(match, place, score(match.phrase, scene))

    def _by_class(self, scene: Scene) -> Recognition | None:
        """Read what the class of an exception alone tells, if its library's name or its own speaks of tokens."""
        for name in sorted(scene.classes & self._signs.reasons.keys()):
            reason, library = self._signs.reasons[name]
            if vocabulary.STRONG.search(vocabulary.spoken(name)) or library in scene.libraries:
                return _possible(reason, library)
        return None


def _best(hits: list[_Hit], scene: Scene) -> Recognition | None:
    """Choose the most specific hit; all that have the same text and nothing to tell them apart give their reasons."""
    outer = [hit for hit in hits if not any(hit.is_inside(other) for other in hits)]
    if not outer:
        return None
    found = max(outer, key=lambda hit: (hit.phrase.kind != "warning", hit.score, -hit.place, hit.match.start))
    best = _of_library([hit for hit in outer if hit.is_same_text(found)], found, scene)
    equals = [hit.phrase for hit in outer if hit.score == best.score and hit.is_same_text(best)]
    reasons = tuple(dict.fromkeys((*_refined(best.match), *_all_reasons(equals))))
    is_one = len({phrase.library for phrase in equals}) == 1
    return Recognition(
        reason=reasons[0],
        reasons=reasons,
        library=best.phrase.library if is_one else None,
        versions=best.phrase.versions if is_one else "",
        phrase=best.phrase.template,
        kind="warning" if best.phrase.kind == "warning" else "rejection",
        certainty="likely" if len(reasons) == 1 else "possible",
        values=best.match.values,
    )


def _of_library(same: list[_Hit], found: _Hit, scene: Scene) -> _Hit:
    """Return of hits of one text the one whose library the message shows, since several libraries mean different things by it."""
    return max((hit for hit in same if hit.phrase.library in scene.libraries), key=lambda hit: hit.score, default=found)


def _refined(match: Match) -> tuple[Reason, ...]:
    """Return what the values in a phrase's gaps tell beyond it: what a phrase that announces another quotes, or which claim is wrong."""
    if match.phrase.is_wrapper:
        read = grammar.read(match.values[-1][1])
        return () if read is None or read == "other" else (read,)
    claim = dict(match.values).get("claim", "").strip("' ")
    return (_OF_CLAIMS[claim],) if claim in _OF_CLAIMS and not _MISSING.search(lowered(match.phrase.template)) else ()


def _all_reasons(phrases: list[Phrase]) -> tuple[Reason, ...]:
    """Return the reasons of phrases of one text: what most of them mean first, and ``other`` behind what says more."""
    votes: dict[Reason, int] = {}
    for phrase in phrases:
        votes[phrase.reasons[0]] = votes.get(phrase.reasons[0], 0) + 1 + (phrase.reasons[0] != "other")
    first = sorted(votes, key=lambda reason: -votes[reason])
    return (*first, *(reason for phrase in phrases for reason in phrase.reasons))


def _told_better(best: Recognition, texts: list[str], scene: Scene) -> Recognition:
    """Of a phrase that hides the reason, return what the texts beside it tell."""
    rest = [text for text in texts if lowered(normalised(best.phrase)) not in lowered(text)]
    read = _by_words(rest, scene)
    if read is None or read.reason == "other":
        return best
    return best._replace(reason=read.reason, reasons=(read.reason, *best.reasons), certainty="possible")


def _by_words(texts: list[str], scene: Scene) -> Recognition | None:
    """Read the words of each text that speaks of a token: of its last sentence first, since the end of a chain tells most."""
    for place, text in enumerate(texts):
        if speaks_of_token(text, lowered(_others(texts, place)), scene):
            reason = next((reason for sentence in _sentences(text) if (reason := _reason_of(sentence)) is not None), None)
            if reason is not None:
                return _possible(reason, next(iter(scene.strong)) if len(scene.strong) == 1 else None)
    return None


def _reason_of(sentence: str) -> Reason | None:
    """Return what a sentence says; that a token was refused for no reason counts only where the sentence itself speaks of JOSE."""
    reason = grammar.read(sentence)
    return reason if reason != "other" or vocabulary.STRONG.search(vocabulary.spoken(sentence)) else None


def _sentences(text: str) -> list[str]:
    return [*reversed([part for part in text.split(": ") if part.strip()]), text]


def _others(texts: list[str], place: int) -> str:
    return _BETWEEN.join(text for other, text in enumerate(texts) if other != place)


def _possible(reason: Reason, library: str | None) -> Recognition:
    return Recognition(reason, (reason,), library, "", "", "rejection", "possible")
