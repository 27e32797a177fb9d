"""The token has quotes around it.

## What happens
The token arrives as `"eyJ…"`. The quotes belong to JSON or to a shell, not to the token, and make its first and last segment
unreadable.

## Where it comes from
`JSON.stringify` into the browser's storage, `jq` without `-r`, a quoted value read by something that keeps the quotes.

Seen in ultimatecourses/vault#5.

## How to fix it
Store and send the bare token: no `JSON.stringify` around a string, `jq -r` in scripts.
"""

from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange

ALIKE = ('"', "'", "`", '\\"', "\\'", "%22", "%27", "&quot;", "&#34;", "&#39;", "&#x27;", "&apos;", '""', "\\u0022")
"""Quotes that look the same on both sides, and their escapes in JSON, URLs and HTML."""
TYPOGRAPHIC = ("“”", "‘’", "„“", "‚‘", "«»", "»«", "””", "’’")
"""Quotes that word processors and chats put in place of the typed ones."""
QUOTES = tuple((opening.encode(), closing.encode()) for opening, closing in (*((quote, quote) for quote in ALIKE), *TYPOGRAPHIC))


DEEPEST = 3
"""So many layers of quotes are taken off: a JSON text within a JSON text within a shell's."""


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Take off the quotes, layer by layer: a pair, or one that was left on one side."""
    layer = [token.text]
    for _ in range(DEEPEST):
        changes = [change for text in layer for change in _unquoted(text)]
        yield from (TokenChange(token.with_text(text), how) for text, how in changes)
        layer = [text for text, _ in changes]


def _unquoted(text: bytes) -> Iterator[tuple[bytes, str]]:
    for opening, closing in QUOTES:
        begins, ends = text.startswith(opening), text.endswith(closing)
        if begins and ends and len(text) > len(opening) + len(closing):
            yield text[len(opening) : -len(closing)], "without the quotes around it"
        elif begins:
            yield text[len(opening) :], "without the quote in front"
        elif ends:
            yield text[: -len(closing)], "without the quote behind it"
