"""What is known of a message before any phrase is weighed: which libraries' signs it bears, which classes it names, what stands around."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from jwtriage.jose.reason import Reason
from jwtriage.logs import vocabulary
from jwtriage.logs.message import Message
from jwtriage.logs.phrasebook import Phrase, Phrasebook, lowered

LONGEST_CONTEXT = 16384
"""So many characters of names, and twice as many of everything, are looked at."""
SHORTEST_CLASS = 4
_SEPARATORS = re.compile(r"::|\.|\\| ")
_CLASS = re.compile(r"[A-Za-z_$][\w$]*(?:(?:::|\.|\\)[A-Za-z_$][\w$]*)*")
GENERAL_CLASSES = vocabulary.words(
    "ValueError TypeError KeyError RuntimeError Error NotImplementedError AttributeError SyntaxError RangeError DataError HTTPError HTTPException",
    "IOException UnauthorizedError IllegalArgumentException IllegalStateException InvalidKeyException InvalidKeySpecException DomainException",
    "UnexpectedValueException InvalidArgumentException OutOfBoundsException InvalidOperationException NotSupportedException ArgumentException",
    "ArgumentOutOfRangeException ParseException DeprecationWarning NoMethodError JSONDecodeError InvalidToken ERROR WARN DecodeError InvalidKeyError",
    "KeyNotFound ValidationError AuthenticationFailed NotAuthenticated GoogleAuthError InvalidValue TransportError FetchError CSRFError",
    "UnauthorizedHttpException",
)
"""Classes that others raise too: they help to choose among phrases, and tell nothing alone."""


class Scene(NamedTuple):
    """Libraries whose signs a message bears (``strong`` where the sign itself tells of tokens), classes it names, and the names around its texts."""

    strong: frozenset[str]
    libraries: frozenset[str]
    classes: frozenset[str]
    context: str

    def names_class_of(self, phrase: Phrase) -> bool:
        """Tell whether the message names the class that comes with a phrase."""
        return last_name(phrase.exception) in self.classes


class _Sign(NamedTuple):
    """What tells a library; ``is_strong`` if it tells of tokens, too."""

    text: str
    library: str
    is_strong: bool


class Signs:
    """The signs and classes of a phrasebook."""

    def __init__(self, book: Phrasebook) -> None:
        """Collect them."""
        self._signs = tuple(_Sign(sign, library.name, _is_strong(sign)) for library in book.libraries for sign in library.signs)
        self._names = frozenset(name for each in book.phrases if _tells(name := last_name(each.exception)))
        self.reasons = _reasons_of_classes(book.phrases)
        """For each class of one library, all of whose phrases have one reason, that reason and the library."""

    @property
    def telling_names(self) -> frozenset[str]:
        """The names of classes and libraries that may tell a rejection without a phrase."""
        return frozenset((*self.reasons, *(sign.text for sign in self._signs if sign.is_strong)))

    def scene(self, message: Message) -> Scene:
        """Look at a message as a whole."""
        everything = " ".join((message.context[:LONGEST_CONTEXT], message.frames, *message.texts))[: 2 * LONGEST_CONTEXT]
        found = [sign for sign in self._signs if sign.text in everything]
        return Scene(
            strong=frozenset(sign.library for sign in found if sign.is_strong),
            libraries=frozenset(sign.library for sign in found),
            classes=self._names & set(map(last_name, _CLASS.findall(everything))),
            context=lowered(message.context[:LONGEST_CONTEXT]),
        )


def last_name(name: str) -> str:
    """Return a class's name without those of its modules."""
    return _SEPARATORS.split(name)[-1]


def _is_strong(sign: str) -> bool:
    return bool(vocabulary.STRONG.search(vocabulary.spoken(sign)) or sign.startswith("IDX"))


def _tells(name: str) -> bool:
    return not name.islower() and len(name) >= SHORTEST_CLASS


def _reasons_of_classes(phrases: Iterable[Phrase]) -> dict[str, tuple[Reason, str]]:
    found: dict[str, set[tuple[Reason, str]]] = {}
    for each in phrases:
        found.setdefault(last_name(each.exception), set()).add((each.reasons[0], each.library))
    return {name: next(iter(meanings)) for name, meanings in found.items() if len(meanings) == 1 and name not in GENERAL_CLASSES}
