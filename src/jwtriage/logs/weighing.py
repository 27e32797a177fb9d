"""Weighs what speaks for a rejection of a token and what against it: the words of a phrase, how much of the text it is, and all around it.

A phrase that only tokens have counts wherever it stands. A general one (``Invalid signature``) needs to be all that is said, or words around it
that speak of tokens; webhooks, certificates, good news and talk about messages outweigh it.
"""

import re

from jwtriage.logs import vocabulary
from jwtriage.logs.phrasebook import Match, Phrase, lowered
from jwtriage.logs.scene import GENERAL_CLASSES, Scene, last_name

ENOUGH = 2
"""So much must speak for a rejection, all told."""
LONG = 25
"""A phrase of so many literal characters is not met by chance."""
FEWEST_WORDS = 4
"""Nor is a sentence of so many words."""
MOST_BEFORE = 100
"""Characters before a phrase that tell whether it begins a sentence."""
_BEFORE = re.compile(r"(?:^|^[\w.$-]{1,60} |[:\]=>|({-] ?|['\n,;] ?|\b(?:error|err|reason|cause|message|because|with) )$")
_LAST_WORD = re.compile(r"'?[^\s']{1,60}'?[^\w]{0,3}$")
_ALL_BEFORE = re.compile(r"(?:[\w.:$\\]*(?:error|exception|invalid\w*|expired\w*|failed)(?: \[\w+\])?: )?")
_VALUE_BEFORE = re.compile(r"'?[^\s']{1,60}[' ]{0,2}")
_ALL_AFTER = re.compile(r"[.!: ]*")
_AFTER = re.compile(r" ?(?:$|[.!?](?:$|\s)|[,;:]?(?:$|['\n)\]},{;<|-]| (?:at |\(|\[|\w+=|caused by|from )))")
_TELLS_NOTHING = frozenset(("unauthorized", "user not found", "request timed out", "authentication error", "invalid character", "out of memory"))
"""Phrases that never count for themselves, wherever they stand: their class or their library must be known."""
_NEEDS_MORE = frozenset(
    (
        "key not found",
        "missing key",
        "no key found",
        "secret not provided",
        "invalid subject",
        "invalid data for importing key",
        "invalid public key",
        "invalid key pair",
        "key cannot be empty",
        "key may not be empty",
    )
)
"""General phrases that say nothing of tokens by themselves."""


def score(phrase: Phrase, scene: Scene) -> int:
    """Measure how well a phrase fits: by its length, its class and its library; what only announces or hides a reason comes last."""
    score = phrase.size + 30 * scene.names_class_of(phrase) + 40 * (phrase.library in scene.libraries)
    return score - 100 * (phrase.is_wrapper or phrase.reasons[0] == "other" or phrase.kind == "underlying")


def counts(match: Match, low: str, others: str, scene: Scene) -> bool:
    """Tell whether a phrase in a text (in small letters) counts as a rejection; ``others`` are the other texts of the message."""
    if match.phrase.kind == "own":
        return True
    if vocabulary.QUALIFIER.search(low[max(0, match.start - MOST_BEFORE) : match.start]):
        return False
    around = f"{low[: match.start]} \0 {low[match.end :]} \0 {others}"
    weight = _weight_of_underlying if match.phrase.kind == "underlying" else _weight
    return weight(match, low, around, scene) - _against(around, scene.context) >= ENOUGH


def _weight(match: Match, low: str, around: str, scene: Scene) -> int:
    """Weigh what speaks for a rejection: library or class, the phrase's own words, whether it is all that is said, and the words around it."""
    said = low[match.start : match.end]
    is_known = (
        match.phrase.kind == "warning" or match.phrase.library in scene.strong or last_name(match.phrase.exception) in scene.classes - GENERAL_CLASSES
    )
    is_told = _is_told(around, scene)
    evidence = 2 * is_known + _vocabulary(said) + _wholeness(match, said, low, is_told) + is_told
    return evidence + (len(said) >= LONG and evidence > 0 and not _only_signature(said))


def _is_told(around: str, scene: Scene) -> bool:
    """Tell whether a library's sign or the words around speak of tokens."""
    return bool(scene.libraries or vocabulary.AROUND.search(around) or vocabulary.AROUND.search(scene.context))


def _weight_of_underlying(match: Match, low: str, around: str, scene: Scene) -> int:
    """Weigh a text of a lower layer: beside a library of tokens it counts; alone only if it is about reading keys."""
    if scene.strong or vocabulary.STRONG.search(f"{around} {scene.context}"):
        return ENOUGH + 1
    return ENOUGH if match.phrase.reasons[0] == "key_invalid" and match.phrase.size >= LONG - 5 else 0


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
    is_all = _is_all(match, low)
    if said in _NEEDS_MORE and not (is_told or is_all):
        return 0
    return 1 + (is_all or said.count(" ") + 1 >= FEWEST_WORDS)


def _is_all(match: Match, low: str) -> bool:
    """Tell whether the text says nothing else, but for the class of an exception."""
    before = _VALUE_BEFORE if match.phrase.opens else _ALL_BEFORE
    return bool(before.fullmatch(low[: match.start]) and (match.phrase.gaps[-1] or _ALL_AFTER.fullmatch(low, match.end)))


def _is_whole(match: Match, low: str) -> bool:
    """Tell whether the phrase is a sentence of its own."""
    before = low[max(0, match.start - MOST_BEFORE) : match.start]
    before = _LAST_WORD.sub("", before) if match.phrase.opens else before
    return bool(_BEFORE.search(before) and (match.phrase.gaps[-1] or _AFTER.match(low, match.end)))


def _against(around: str, context: str) -> int:
    """Weigh the words that speak against a rejection of a token: other signed things, good news, talk about messages."""
    said = around.replace("_", " ")
    other = vocabulary.OTHER_THINGS.search(said) or vocabulary.OTHER_THINGS.search(context.replace("_", " "))
    return 2 * bool(other) + 3 * bool(vocabulary.NO_REJECTION.search(said)) + 3 * bool(vocabulary.TALK.search(said))


def speaks_of_token(text: str, others: str, scene: Scene) -> bool:
    """Weigh the words that no phrase knows: how many of them tokens have, and who says them."""
    low, words = lowered(text), vocabulary.spoken(text)
    evidence = 2 * bool(scene.strong or vocabulary.STRONG.search(f"{words} {low}"))
    evidence += len(set(vocabulary.MEDIUM.findall(words))) + bool(vocabulary.SIGNATURE.search(words))
    evidence += _is_told(others, scene)
    return evidence - _against(f"{low} \0 {others}", scene.context) >= ENOUGH
