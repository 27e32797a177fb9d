"""The word Bearer, a header's name or brackets came along with the token.

## What happens
What reaches the JWT library is not the token alone: `Bearer eyJ…`, `Bearer Bearer eyJ…`, `Authorization: …`, a cookie's name,
or the braces of a placeholder. Libraries call it malformed or, just as often, a bad signature.

## Where it comes from
The scheme is not split off, a client library adds it a second time, or a template's `{token}` kept its braces. Seen in
lcobucci/jwt#100, tymondesigns/jwt-auth#915, jsonwebtoken/jsonwebtoken.github.io#737.

## How to fix it
Split the Authorization header once at white space, compare the scheme without regard to case, and pass only what follows; on
the client, send the scheme once.
"""

import re
from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange

SCHEMES = re.compile(rb"\A\s*(?:(?:proxy-)?authorization\s*[:=]\s*)?(?:(?:bearer|jwt|token|dpop)(?:\s*[:=]\s*|\s+|%20|\+))+(?=\S)", re.IGNORECASE)
HEADER = re.compile(rb"\A\s*(?:proxy-)?(?:authorization|x-[a-z0-9-]{1,40})\s*[:=]\s*(?=\S)", re.IGNORECASE)
COOKIE = re.compile(rb"\A\s*(?:cookie\s*:\s*)?[A-Za-z0-9_.-]{1,64}=(?=ey)", re.IGNORECASE)
PAIRS = ((b"{", b"}"), (b"[", b"]"), (b"(", b")"), (b"<", b">"))


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Take off the scheme however often it stands there, a header's or cookie's name, or one pair of brackets."""
    text = token.text
    for pattern, how in ((SCHEMES, "without the word Bearer"), (HEADER, "without the header's name"), (COOKIE, "without the name before it")):
        match = pattern.match(text[:512])
        if match:
            yield TokenChange(token.with_text(text[match.end() :]), f"{how} in front")
    stripped = text.strip()
    for opening, closing in PAIRS:
        if stripped.startswith(opening) and stripped.endswith(closing):
            inside = stripped.removeprefix(opening * 2).removesuffix(closing * 2) if stripped.startswith(opening * 2) else stripped[1:-1]
            yield TokenChange(token.with_text(inside.strip()), "without the brackets around it")
