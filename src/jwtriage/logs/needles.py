"""What a fast search looks for in raw lines: a line of a rejection has at least one of these needles, and few other lines have.

From each phrase comes its longest run of characters that no wrapping writes otherwise (JSON escapes quotes, slashes, ``<``, ``>`` and ``&``, logs
break at white space), so that one needle finds all escaped forms. Names of classes and the words of JOSE come to them, for what no phrase knows.
"""

import re
from collections.abc import Iterable

from jwtriage.logs.phrasebook import Phrase
from jwtriage.logs.recognise import Recogniser

SHORTEST_NAME = 5
WORDS = (
    "jwt",
    "jws",
    "jwe",
    "jwk",
    "jose",
    "oidc",
    "openid",
    "idx1",
    "idx2",
    "id_token",
    "idtoken",
    "jsonweb",
    "keyset",
    "key_set",
    "keyfunc",
    "nbf",
    "kid",
    "secretorp",
    "crypto",
)
"""What `jwtriage.logs.vocabulary.STRONG` knows, in small letters, without the forms that have a space."""
SPACED_WORDS = ("json web", "id token", "key set")
_WRITTEN_OTHERWISE = re.compile(r"[^ -~]|['/<>&=+\\]|\s{2,}")


def needles(recogniser: Recogniser) -> tuple[bytes, ...]:
    """Return the needles of a recogniser's phrases and names, in small letters; none is a part of another."""
    names = {name.lower() for name in recogniser.telling_names if len(name) >= SHORTEST_NAME}
    wanted = {*WORDS, *SPACED_WORDS, *names, *map(_needle, recogniser.phrases)}
    return tuple(each.encode() for each in sorted(_without_parts(wanted - {""})))


def _needle(phrase: Phrase) -> str:
    """Return the longest run of a phrase that each wrapping leaves as it is."""
    return max((run.strip() for part in phrase.parts for run in _WRITTEN_OTHERWISE.split(part)), key=len)


def _without_parts(wanted: Iterable[str]) -> list[str]:
    """Leave out what has another needle in it: where it stands, that one stands too."""
    kept: list[str] = []
    for each in sorted(wanted, key=len):
        if not any(part in each for part in kept):
            kept.append(each)
    return kept
