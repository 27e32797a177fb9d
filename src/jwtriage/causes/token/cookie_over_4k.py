"""A cookie over 4,096 octets was dropped, cut, or joined from old and new parts.

## What happens
Browsers keep about four kilobytes for each cookie. A token with many claims is refused or cut, or split into numbered chunks,
of which an old one may survive beside the new ones.

## Where it comes from
Group or role lists in the token; session libraries that split cookies without removing the old chunks.

Seen in GitbookIO/gitbook#4554, better-auth/better-auth#6393, workos/authkit-nextjs#325, sidebase/nuxt-auth#293.

## How to fix it
Put fewer claims into the token or keep it on the server and send a reference; with chunks, delete all old ones when a new token
is set.
"""

import re
from collections.abc import Iterator
from itertools import islice, product

from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import Scene, TokenChange
from jwtriage.model.finding import Sign

CHUNK = re.compile(rb"(?:\A|[;,\s])\s*([A-Za-z0-9_.-]{1,60}?)[._-]?(\d{1,2})=\"?([A-Za-z0-9_.=-]*)")
LIMIT = 4096
"""What a browser keeps at least for name, value and attributes of one cookie (RFC 6265 section 6.1), and no common browser much more."""
NAME = 128
"""A cookie's name and attributes take up to so many octets of the limit."""
COLUMN = 4000
"""A usual limit of columns within that range: not a cookie's."""
LARGEST, MOST = 1 << 17, 32

Chunks = dict[int, list[bytes]]


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Put numbered chunks together in their order, without stale ones behind them, each generation of a chunk in turn."""
    for chunks in _chunks(token.text[:LARGEST]):
        numbers = sorted(chunks)
        for count in range(len(numbers), 1, -1):
            for values in islice(product(*(chunks[number] for number in numbers[:count])), MOST):
                yield TokenChange(token.with_text(b"".join(values)), "put together from its cookie's chunks")


def _chunks(text: bytes) -> list[Chunks]:
    found: dict[bytes, Chunks] = {}
    for name, number, value in CHUNK.findall(text):
        found.setdefault(name, {}).setdefault(int(number), []).append(value)
    return [chunks for chunks in found.values() if len(chunks) > 1]


def read(scene: Scene) -> Iterator[Sign]:
    """Notice a token that ends at the limit of a cookie, or chunks of which one is missing."""
    token = scene.token
    chunks = _chunks(token.text[:LARGEST])
    if any(sorted(numbered) != list(range(min(numbered), max(numbered) + 1)) for numbered in chunks):
        yield Sign("the text is a cookie in numbered chunks, and one of the numbers is missing")
    elif chunks:
        yield Sign("the text is a cookie in numbered chunks, and together they make no token that verifies")
    elif _ends_at_the_limit(token):
        yield Sign("the token ends where a cookie of 4,096 octets is full, and its end is missing")
    elif len(token.text) > LIMIT:
        yield Sign("the token is longer than a cookie may be: where it travels in one, it is cut or dropped", "possible")


def _ends_at_the_limit(token: TokenText) -> bool:
    length = len(token.text)
    cut = token.segments < 3 or len(token.signature_segment) % 4 == 1
    return cut and LIMIT - NAME <= length <= LIMIT and length != COLUMN
