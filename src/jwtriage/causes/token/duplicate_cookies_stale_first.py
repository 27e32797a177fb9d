"""Two cookies have one name, and the stale one is verified.

## What happens
The browser holds the cookie twice, with different Domain or Path, and sends both. The parser takes the first, which is the old
one; the fresh login is never looked at.

## Where it comes from
A changed Domain attribute, another application on the same host, a cookie set with and without a leading path.

Seen in jitsucom/jitsu#1361, requarks/wiki#2780, tinyauthapp/tinyauth#155, maevsi/vibetype#2394.

## How to fix it
Delete the stale cookie with exactly the Domain and Path it was set with, and give the cookie a name of its own for each
application and environment.
"""

import re
from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import Scene, TokenChange
from jwtriage.model.finding import Sign

COOKIE = re.compile(
    rb"(?:\A|[;,\s'\"])\s*(?:(?:set-)?cookie\s*:\s*)?([A-Za-z0-9_.-]{1,64})=\"?(ey[A-Za-z0-9_=-]*\.[A-Za-z0-9_=-]*\.[A-Za-z0-9_=-]*)", re.IGNORECASE
)
LARGEST, MOST = 1 << 17, 16


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Take each value of a name that occurs twice."""
    for value in _doubled(token.text):
        yield TokenChange(token.with_text(value), "of the other cookie with the same name")


def read(scene: Scene) -> Iterator[Sign]:
    """Notice one name with two tokens."""
    if _doubled(scene.token.text):
        yield Sign("the text is a Cookie header in which one name stands twice with different tokens")


def _doubled(text: bytes) -> list[bytes]:
    values: dict[bytes, list[bytes]] = {}
    for name, value in COOKIE.findall(text[:LARGEST]):
        if value not in values.setdefault(name, []):
            values[name].append(value)
    return [value for found in values.values() if len(found) > 1 for value in found[:MOST]]
