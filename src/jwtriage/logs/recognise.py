"""Recognises the rejection of a token in a message: which reason, which library, how sure.

The most specific phrase wins, and of a chain the end: a phrase that only announces another (``token is unverifiable: …``) yields to it. The
library is an input where class names, codes, modules or loggers tell it. What no phrase knows is read by the words of the sentence and of the
class (`jwtriage.logs.grammar`). A general phrase (``Invalid signature``) counts only where it is all that the message says or where other words
speak of tokens, and not where they speak of webhooks, certificates or packages. Lines of log are hostile input: nothing here is more than likely.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from jwtriage.jose.reason import Reason
from jwtriage.logs import grammar, vocabulary
from jwtriage.logs.message import Message
from jwtriage.logs.phrasebook import Kind, Match, Phrase, Phrasebook, lowered, normalised, phrasebook

LONGEST_TEXT = 16384
"""So many characters of a text are looked at."""
ENOUGH = 2
"""So much must speak for a rejection, all told."""
LONG = 25
"""A phrase of so many literal characters is not met by chance."""

_BEFORE = re.compile(r"(?:^|^[\w.$-]{1,60} |[:\]=>|({-] ?|['\n,;] ?|\b(?:error|err|reason|cause|message|because|with) )$")
_LAST_WORD = re.compile(r"'?[^\s']{1,60}'?[^\w]{0,3}$")
_ALL_BEFORE = re.compile(r"(?:[\w.:$\\]*(?:error|exception|invalid\w*|expired\w*|failed)(?: \[\w+\])?: )?")
_VALUE_BEFORE = re.compile(r"'?[^\s']{1,60}[' ]{0,2}")
_ALL_AFTER = re.compile(r"[.!: ]*")
_AFTER = re.compile(r" ?(?:$|[.!?](?:$|\s)|[,;:]?(?:$|['\n)\]},{;<|-]| (?:at |\(|\[|\w+=|caused by|from )))")
_SEPARATORS = re.compile(r"::|\.|\\| ")
_CLASS = re.compile(r"[A-Za-z_$][\w$]*(?:(?:::|\.|\\)[A-Za-z_$][\w$]*)*")
_GENERAL_CLASSES = frozenset(
    [
        "ValueError",
        "TypeError",
        "KeyError",
        "RuntimeError",
        "Error",
        "NotImplementedError",
        "AttributeError",
        "SyntaxError",
        "RangeError",
        "DataError",
        "HTTPError",
        "HTTPException",
        "IOException",
        "UnauthorizedError",
        "IllegalArgumentException",
        "IllegalStateException",
        "InvalidKeyException",
        "InvalidKeySpecException",
        "UnexpectedValueException",
        "DomainException",
        "InvalidArgumentException",
        "OutOfBoundsException",
        "InvalidOperationException",
        "NotSupportedException",
        "ArgumentOutOfRangeException",
        "ArgumentException",
        "ParseException",
        "DeprecationWarning",
        "NoMethodError",
        "JSONDecodeError",
        "InvalidToken",
        "ERROR",
        "WARN",
        "DecodeError",
        "InvalidKeyError",
        "KeyNotFound",
        "ValidationError",
        "AuthenticationFailed",
        "NotAuthenticated",
        "GoogleAuthError",
        "InvalidValue",
        "TransportError",
        "FetchError",
        "CSRFError",
        "UnauthorizedHttpException",
    ]
)
"""Classes that others raise too: they help to choose among phrases, and tell nothing alone."""
_TELLS_NOTHING = frozenset(("unauthorized", "user not found", "request timed out", "authentication error", "invalid character", "out of memory"))
"""Phrases that never count for themselves, wherever they stand: their class or their library must be known."""
_NEEDS_MORE = frozenset(
    (
        "key not found",
        "missing key",
        "invalid subject",
        "invalid data for importing key",
        "invalid public key",
        "invalid key pair",
        "key cannot be empty",
        "key may not be empty",
        "no key found",
        "secret not provided",
    )
)
"""General phrases that say nothing of tokens by themselves."""

_OF_CLAIMS: dict[str, Reason] = {"iss": "issuer_mismatch", "aud": "audience_mismatch"}
_MISSING = re.compile(r"missing|required|requires|must be|not found|does not exist|no mandatory|not present|has no|among")

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


class _Scene(NamedTuple):
    """What is known of the whole message: libraries whose signs it bears, class names, and its words around any phrase."""

    strong_hints: frozenset[str]
    weak_hints: frozenset[str]
    classes: frozenset[str]
    context: str


class _Sign(NamedTuple):
    """What tells a library; ``is_strong`` if it tells of tokens, too."""

    text: str
    library: str
    is_strong: bool


class _Hit(NamedTuple):
    """A phrase that counts, with its text's place among the texts."""

    match: Match
    place: int
    score: int


class Recogniser:
    """Recognises messages by one phrasebook, ours by default. It keeps nothing between messages."""

    def __init__(self, book: Phrasebook | None = None) -> None:
        """Take the phrasebook."""
        self._book = book or phrasebook()
        self._signs = tuple(_Sign(sign, library.name, _is_strong(sign)) for library in self._book.libraries for sign in library.signs)
        self._names = frozenset(name for each in self._book.phrases if not (name := _last_name(each.exception)).islower() and len(name) > 3)
        self._classes = _reasons_of_classes(self._book.phrases)

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        """The phrases of its phrasebook."""
        return self._book.phrases

    @property
    def telling_names(self) -> frozenset[str]:
        """The names of classes and libraries that may tell a rejection without a phrase."""
        return frozenset((*self._classes, *(sign.text for sign in self._signs if sign.is_strong)))

    def may_recognise(self, text: bytes) -> bool:
        """Tell quickly, of a text as it stands in a log, whether it is worth a look; most are not."""
        low = text.lower().decode("utf-8", "replace")
        return self._book.may_match(low) or vocabulary.STRONG.search(low) is not None

    def recognise(self, message: Message) -> Recognition | None:
        """Return what the message says about a token that was not accepted, or a library's warning; ``None`` for all else."""
        texts = [normalised(text[:LONGEST_TEXT]) for text in message.texts]
        scene = self._scene(message, texts)
        hits = [hit for place in range(len(texts)) for hit in self._hits(texts, place, scene)]
        best = _best(hits, scene)
        if best is None:
            return self._by_class(scene) or _by_words(texts, scene)
        is_sure = best.reason != "other" or best.library in scene.weak_hints
        return best if is_sure else _told_better(best, texts, scene)

    def _scene(self, message: Message, texts: list[str]) -> _Scene:
        everything = " ".join((message.context[:LONGEST_TEXT], message.frames, *message.texts))[: 2 * LONGEST_TEXT]
        found = [sign for sign in self._signs if sign.text in everything]
        return _Scene(
            strong_hints=frozenset(sign.library for sign in found if sign.is_strong),
            weak_hints=frozenset(sign.library for sign in found),
            classes=self._names & set(map(_last_name, _CLASS.findall(everything))),
            context=lowered(message.context[:LONGEST_TEXT]),
        )

    def _hits(self, texts: list[str], place: int, scene: _Scene) -> Iterator[_Hit]:
        low = lowered(texts[place])
        others = lowered(" \0 ".join(text for other, text in enumerate(texts) if other != place))
        for match in self._book.matches(texts[place]):
            if _counts(match, low, others, scene):
                yield _Hit(match, place, _score(match.phrase, scene))

    def _by_class(self, scene: _Scene) -> Recognition | None:
        """Read what the class of an exception alone tells, if its library's name or its own speaks of tokens."""
        for name in sorted(scene.classes):
            known = self._classes.get(name)
            if known is not None and (vocabulary.STRONG.search(vocabulary.spoken(name)) or known[1] in scene.weak_hints):
                return Recognition(known[0], (known[0],), known[1], "", "", "rejection", "possible")
        return None


def _is_strong(sign: str) -> bool:
    return bool(vocabulary.STRONG.search(vocabulary.spoken(sign)) or sign.startswith("IDX"))


def _reasons_of_classes(phrases: Iterable[Phrase]) -> dict[str, tuple[Reason, str]]:
    """Return for each class of one library, all of whose phrases have one reason, that reason and the library."""
    found: dict[str, set[tuple[Reason, str]]] = {}
    for each in phrases:
        found.setdefault(_last_name(each.exception), set()).add((each.reasons[0], each.library))
    return {name: next(iter(meanings)) for name, meanings in found.items() if len(meanings) == 1 and name not in _GENERAL_CLASSES}


def _last_name(name: str) -> str:
    return _SEPARATORS.split(name)[-1]


def _score(phrase: Phrase, scene: _Scene) -> int:
    """Measure how well a phrase fits: by its length, its class and its library; what only announces or hides a reason comes last."""
    score = phrase.size + 30 * (_last_name(phrase.exception) in scene.classes) + 40 * (phrase.library in scene.weak_hints)
    return score - 100 * (phrase.is_wrapper or phrase.reasons[0] == "other" or phrase.kind == "underlying")


def _counts(match: Match, low: str, others: str, scene: _Scene) -> bool:
    """Weigh what speaks for a rejection, and against it."""
    said = low[match.start : match.end]
    around = f"{low[: match.start]} \0 {low[match.end :]} \0 {others}"
    is_known = match.phrase.library in scene.strong_hints or _last_name(match.phrase.exception) in scene.classes - _GENERAL_CLASSES
    is_told = bool(scene.weak_hints or vocabulary.AROUND.search(around) or vocabulary.AROUND.search(scene.context))
    evidence = 2 * is_known + _vocabulary(said) + _wholeness(match, said, low, is_told) + is_told
    evidence += len(said) >= LONG and evidence > 0 and not _only_signature(said)
    if match.phrase.kind == "underlying":
        evidence = _weight_of_underlying(match, low, scene)
    if vocabulary.QUALIFIER.search(low[max(0, match.start - 40) : match.start]):
        return False
    return evidence - _against(around, scene.context) >= ENOUGH


def _weight_of_underlying(match: Match, low: str, scene: _Scene) -> int:
    """Weigh a text of a lower layer: beside a library of tokens it counts; alone only if it is about reading keys."""
    if scene.strong_hints or vocabulary.STRONG.search(f"{low[: match.start]} {low[match.end :]} {scene.context}"):
        return 3
    return 2 if match.phrase.reasons[0] == "key_invalid" and match.phrase.size >= LONG - 5 else 0


def _vocabulary(said: str) -> int:
    """Weigh the words of a phrase: what only tokens have counts twice."""
    said = said.replace("_", " ")
    if vocabulary.STRONG.search(said):
        return 2
    return int(bool(vocabulary.MEDIUM.search(said) or vocabulary.SIGNATURE.search(said)))


def _only_signature(said: str) -> bool:
    return not (vocabulary.STRONG.search(said) or vocabulary.MEDIUM.search(said))


def _wholeness(match: Match, said: str, low: str, is_told: bool) -> int:
    """Weigh whether the phrase is a sentence of its own, more if it is all that is said or has enough words not to be met by chance."""
    if said in _TELLS_NOTHING or not _is_whole(match, low):
        return 0
    is_all = (_VALUE_BEFORE if match.phrase.opens else _ALL_BEFORE).fullmatch(low[: match.start]) and (
        match.phrase.gaps[-1] or _ALL_AFTER.fullmatch(low, match.end)
    )
    if said in _NEEDS_MORE and not (is_told or is_all):
        return 0
    return 1 + (bool(is_all) or said.count(" ") >= 3)


def _is_whole(match: Match, low: str) -> bool:
    """Tell whether the phrase is a sentence of its own."""
    before = low[max(0, match.start - 100) : match.start]
    before = _LAST_WORD.sub("", before) if match.phrase.opens else before
    return bool(_BEFORE.search(before) and (match.phrase.gaps[-1] or _AFTER.match(low, match.end)))


def _against(around: str, context: str) -> int:
    """Weigh the words that speak against a rejection of a token: other signed things, good news, talk about messages."""
    said = around.replace("_", " ")
    other = vocabulary.OTHER_THINGS.search(said) is not None or vocabulary.OTHER_THINGS.search(context.replace("_", " ")) is not None
    return 2 * other + 3 * (vocabulary.NO_REJECTION.search(said) is not None) + 3 * (vocabulary.TALK.search(said) is not None)


def _best(hits: list[_Hit], scene: _Scene) -> Recognition | None:
    """Choose the most specific hit; all that have the same text and nothing to tell them apart give their reasons."""
    outer = [hit for hit in hits if not any(_is_inside(hit, other) for other in hits)]
    if not outer:
        return None
    best = max(outer, key=lambda hit: (hit.match.phrase.kind != "warning", hit.score, -hit.place, hit.match.start))
    equals = [hit.match.phrase for hit in outer if hit.score == best.score and hit.match[1:3] == best.match[1:3] and hit.place == best.place]
    reasons = _refined(best.match, scene) + _all_reasons(equals)
    reasons = tuple(dict.fromkeys(reasons))
    libraries = {phrase.library for phrase in equals}
    return Recognition(
        reason=reasons[0],
        reasons=reasons,
        library=best.match.phrase.library if len(libraries) == 1 else None,
        versions=best.match.phrase.versions if len(libraries) == 1 else "",
        phrase=best.match.phrase.template,
        kind="warning" if best.match.phrase.kind == "warning" else "rejection",
        certainty="likely" if len(reasons) == 1 else "possible",
        values=best.match.values,
    )


def _refined(match: Match, scene: _Scene) -> tuple[Reason, ...]:
    """Return what the values in a phrase's gaps tell beyond it: which claim is wrong, or what a phrase that announces another quotes."""
    if match.phrase.is_wrapper:
        read = grammar.read(match.values[-1][1])
        return () if read in (None, "other") else (read,)
    claim = dict(match.values).get("claim", "").strip("' ")
    return (_OF_CLAIMS[claim],) if claim in _OF_CLAIMS and not _MISSING.search(lowered(match.phrase.template)) else ()


def _is_inside(hit: _Hit, other: _Hit) -> bool:
    """Tell whether a hit is a part of a longer one."""
    inside = hit.place == other.place and other.match.start <= hit.match.start and hit.match.end <= other.match.end
    return inside and hit.match.phrase.size < other.match.phrase.size and not other.match.phrase.is_wrapper


def _all_reasons(phrases: list[Phrase]) -> tuple[Reason, ...]:
    """Return the reasons of phrases of one text: what most of them mean first."""
    votes: dict[Reason, int] = {}
    for phrase in phrases:
        votes[phrase.reasons[0]] = votes.get(phrase.reasons[0], 0) + 1 + (phrase.reasons[0] != "other")
    first = sorted(votes, key=lambda reason: -votes[reason])
    return tuple(dict.fromkeys((*first, *(reason for phrase in phrases for reason in phrase.reasons))))


def _told_better(best: Recognition, texts: list[str], scene: _Scene) -> Recognition:
    """Of a phrase that hides the reason, return what the other words tell."""
    rest = [text for text in texts if lowered(normalised(best.phrase)) not in lowered(text)]
    read = _by_words(rest, scene)
    if read is None or read.reason == "other":
        return best
    return best._replace(reason=read.reason, reasons=(read.reason, *best.reasons), certainty="possible")


def _by_words(texts: list[str], scene: _Scene) -> Recognition | None:
    """Read the words of each text that speaks of a token: of its last sentence first, since the end of a chain tells most."""
    for place, text in enumerate(texts):
        others = " \0 ".join(each for other, each in enumerate(texts) if other != place)
        if not _speaks_of_token(text, lowered(others), scene):
            continue
        for sentence in _sentences(text):
            reason = grammar.read(sentence)
            if reason is not None and (reason != "other" or vocabulary.STRONG.search(vocabulary.spoken(sentence))):
                library = next(iter(scene.strong_hints)) if len(scene.strong_hints) == 1 else None
                return Recognition(reason, (reason,), library, "", "", "rejection", "possible")
    return None


def _sentences(text: str) -> list[str]:
    parts = [part for part in text.split(": ") if part.strip()]
    return [*reversed(parts), text]


def _speaks_of_token(text: str, others: str, scene: _Scene) -> bool:
    """Weigh the words that no phrase knows: how many of them tokens have, and who says them."""
    low, words = lowered(text), vocabulary.spoken(text)
    evidence = 2 * bool(scene.strong_hints or vocabulary.STRONG.search(f"{words} {low}"))
    evidence += len(set(vocabulary.MEDIUM.findall(words))) + bool(vocabulary.SIGNATURE.search(words))
    evidence += bool(scene.weak_hints or vocabulary.AROUND.search(others) or vocabulary.AROUND.search(scene.context))
    return evidence - _against(f"{low} \0 {others}", scene.context) >= ENOUGH
