"""The word Bearer, a header's name or brackets came along with the token.

## What happens
What reaches the JWT library is not the token alone: `Bearer eyJ…`, `Bearer Bearer eyJ…`, `Authorization: …`, a cookie's name,
or the braces of a placeholder. Libraries call it malformed or, just as often, a bad signature.

## Where it comes from
The scheme is not split off, a client library adds it a second time, or a template's `{token}` kept its braces.

Seen in lcobucci/jwt#100, tymondesigns/jwt-auth#915, jsonwebtoken/jsonwebtoken.github.io#737.

## How to fix it
Split the Authorization header once at white space, compare the scheme without regard to case, and pass only what follows; on
the client, send the scheme once.
"""

import re
from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.forensics.token_inside import tokens_inside
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange

NAME = rb"\s*(?:set-)?(?:[a-z][a-z0-9-]{0,40}\s*[:=]\s*)?"
SCHEMES = re.compile(rb"\A" + NAME + rb"(?:(?:bearer|jwt|token|dpop)(?:\s*[:=]\s*|\s+|%20|\+|(?=ey)))+(?=\S)", re.IGNORECASE)
HEADER = re.compile(rb"\A\s*(?:(?:proxy-)?authorization|x-[a-z0-9-]{1,40})\s*[:=]\s*(?=\S)", re.IGNORECASE)
COOKIE = re.compile(rb"\A\s*(?:(?:set-)?cookie\s*:\s*)?[A-Za-z0-9_.-]{1,64}=(?=ey)", re.IGNORECASE)
FRONTS = ((SCHEMES, "without the word Bearer in front"), (HEADER, "without the header's name in front"), (COOKIE, "without the name in front"))
FRONT = 512
"""So many octets at the beginning are looked at."""
BRACKETS = ((b"${", b"}"), (b"{{", b"}}"), (b"{", b"}"), (b"%7B", b"%7D"), (b"%7b", b"%7d"), (b"[", b"]"), (b"(", b")"), (b"<", b">"))


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Take off the scheme however often it stands there, a header's or cookie's name, or one pair of brackets."""
    for pattern, how in FRONTS:
        match = pattern.match(token.text[:FRONT])
        if match:
            alone = token.with_text(token.text[match.end() :])
            yield TokenChange(alone, how)
            yield from _unwrapped(alone)
    yield from _unwrapped(token)
    for inside in tokens_inside(token.text):
        yield TokenChange(token.with_text(inside), "taken out of the text around it")


def _unwrapped(token: TokenText) -> Iterator[TokenChange]:
    text = token.text.strip()
    for opening, closing in BRACKETS:
        inside = text.removeprefix(opening).removesuffix(closing).strip()
        if text.startswith(opening) and text.endswith(closing):
            yield TokenChange(token.with_text(inside), "without the brackets around it")
        elif text.startswith(opening) or text.endswith(closing):
            yield TokenChange(token.with_text(inside), "without the bracket beside it")
