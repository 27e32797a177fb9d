"""The token has quotes around it.

## What happens
The token arrives as `"eyJ…"`. The quotes belong to JSON or to a shell, not to the token, and make its first and last segment
unreadable.

## Where it comes from
`JSON.stringify` into the browser's storage, `jq` without `-r`, a quoted value read by something that keeps the quotes. Seen in
ultimatecourses/vault#5.

## How to fix it
Store and send the bare token: no `JSON.stringify` around a string, `jq -r` in scripts.
"""

from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange

QUOTES = (b'\\"', b"\\'", b'"', b"'", b"`", b"%22", b"%27", b"&quot;", "“".encode(), "”".encode())
CLOSING = {"“".encode(): "”".encode()}


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Take off the quotes: a pair, or one that was left on one side."""
    text = token.text
    for quote in QUOTES:
        closing = CLOSING.get(quote, quote)
        if text.startswith(quote) and text.endswith(closing) and len(text) > len(quote) + len(closing):
            yield TokenChange(token.with_text(text[len(quote) : -len(closing)]), "without the quotes around it")
        elif text.startswith(quote):
            yield TokenChange(token.with_text(text[len(quote) :]), "without the quote in front")
        elif text.endswith(closing):
            yield TokenChange(token.with_text(text[: -len(closing)]), "without the quote behind it")
