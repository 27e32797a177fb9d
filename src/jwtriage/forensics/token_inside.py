"""Compact tokens that stand inside another text: a URL, a cookie, a JSON answer, a line of a log, base64 of the whole."""

from __future__ import annotations

import re

from jwtriage.forensics import loose_base64

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 1 << 20
"""Longer texts are not looked into."""
MOST = 5
"""So many different tokens of one text are looked at."""

_TOKEN = re.compile(rb"(?<![A-Za-z0-9_+-])(?:ey|ew)[A-Za-z0-9_+/=-]{8,16384}\.[A-Za-z0-9_+/=-]*\.[A-Za-z0-9_+/=-]+")
"""A header begins with a brace, so that its base64 does with ``ey`` or ``ew``; standard base64 and padding are other causes' matter."""
_NO_WORD = re.compile(
    rb"%[0-9a-f]{2}|\\[nrt]|&#?[a-z0-9]{2,8};|\b(?:(?:proxy-)?authorization|x-[a-z-]{1,40}|bearer|jwt|token|dpop)\b(?!['\"])|\bb(?=['\"])"
)
_WORD = re.compile(rb"[a-z?&#]")
"""A letter, or what only an address has."""
_CONTINUED = re.compile(rb"[\s>|*=\\]+(?:[A-Za-z0-9_+/=-]{20}|[A-Za-z0-9_+/=-]+\s*\Z)")
"""What follows is a further line of the same token."""


def tokens_inside(text: bytes) -> list[bytes]:
    """Return the different compact tokens in ``text`` that have words around them, or of which it is the base64.

    A scheme, quotes, brackets, white space and escapes alone are no words: each of them is a fault of its own, undone one by one.
    """
    if len(text) > LIMIT:
        return []
    found = [match.group() for match in _TOKEN.finditer(text) if _stands_alone(text[: match.start()], text[match.end() :])]
    return list(dict.fromkeys([*found, *_encoded(text)]))[:MOST]


def _stands_alone(front: bytes, back: bytes) -> bool:
    return not _CONTINUED.match(back) and (_has_words(front) or _has_words(back))


def _has_words(around: bytes) -> bool:
    return _WORD.search(_NO_WORD.sub(b"", around.lower())) is not None


def _encoded(text: bytes) -> Iterator[bytes]:
    """Yield the token of which ``text`` is the base64."""
    if b"." not in text and text.strip().startswith((b"ZXl", b"ZXc")):
        decoded = loose_base64.decode(text)
        if _TOKEN.fullmatch(decoded):
            yield decoded
