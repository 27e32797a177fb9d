"""A cookie over 4,096 octets was dropped, cut, or put together from chunks of two generations.

## What happens
Browsers keep about four kilobytes for each cookie. A token with many claims is refused or cut, or split into numbered chunks,
of which an old one may survive beside the new ones.

## Where it comes from
Group or role lists in the token; session libraries that split cookies without removing the old chunks. Seen in
GitbookIO/gitbook#4554, better-auth/better-auth#6393, workos/authkit-nextjs#325, sidebase/nuxt-auth#293.

## How to fix it
Put fewer claims into the token or keep it on the server and send a reference; with chunks, delete all old ones when a new token
is set.
"""

import re
from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import Scene, TokenChange
from jwtriage.model.finding import Sign

CHUNK = re.compile(rb"(?:\A|[;,\s])\s*([A-Za-z0-9_.-]{1,60}?)[._-]?(\d{1,2})=([A-Za-z0-9_.=-]*)")
LIMIT = 4096
NAME = 128
"""A cookie's name and attributes take up to so many octets of the limit."""


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Put numbered chunks together in their order."""
    chunks: dict[bytes, dict[int, bytes]] = {}
    for name, number, value in CHUNK.findall(token.text[: 1 << 17]):
        chunks.setdefault(name, {})[int(number)] = value
    for numbered in chunks.values():
        if len(numbered) > 1:
            yield TokenChange(token.with_text(b"".join(numbered[number] for number in sorted(numbered))), "put together from its cookie's chunks")


def read(scene: Scene) -> Iterator[Sign]:
    """Notice a token that ends at the limit of a cookie."""
    token = scene.token
    if LIMIT - NAME <= len(token.text) <= LIMIT and (token.segments < 3 or len(token.signature_segment) % 4 == 1):
        yield Sign("the token ends where a cookie of 4,096 octets is full, and its end is missing", "likely")
    elif len(token.text) > LIMIT:
        yield Sign("the token is longer than a cookie may be: where it travels in one, it is cut or dropped", "possible")
