"""White space, invisible characters or percent-encoding got into the token.

## What happens
A dot became `%2E`, a mail client broke the line, a chat put an invisible character or a code fence around it. What the library
sees is no longer the token that was issued.

## Where it comes from
Copying from mails, terminals and chats; a redirect that encodes twice; a parameter that is not decoded. Seen in
auth0/node-jsonwebtoken#713, MicahParks/keyfunc#68.

## How to fix it
Decode a token from a URL exactly once, send tokens in a header instead, and copy them from a file rather than from a display.
"""

import re
from binascii import unhexlify
from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange

PERCENT = re.compile(rb"%([0-9A-Fa-f]{2})")
WHITE_SPACE = b" \t\r\n\v\f"
INVISIBLE = tuple(character.encode() for character in "\ufeff\u200b\u200c\u200d\u2060\u00a0\u00ad\u202a\u202c\u200e\u200f")
MARKS = b"`*,;"


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Take white space and invisible characters out, or undo one or two rounds of percent-encoding."""
    text = token.text
    bare = text.translate(None, WHITE_SPACE)
    if bare != text:
        yield TokenChange(token.with_text(bare), "without the white space in it")
    visible = bare
    for character in INVISIBLE:
        visible = visible.replace(character, b"")
    if visible != bare:
        yield TokenChange(token.with_text(visible), "without the invisible characters in it")
    marked = text.strip(WHITE_SPACE + MARKS)
    if marked != text.strip(WHITE_SPACE):
        yield TokenChange(token.with_text(marked), "without the marks around it")
    if b"%" in text:
        once = _decoded(text)
        yield TokenChange(token.with_text(once), "after undoing its percent-encoding")
        if b"%" in once:
            yield TokenChange(token.with_text(_decoded(once)), "after undoing its percent-encoding twice")
    if b"&#" in text or b"\\u00" in text or b"\\x" in text:
        yield TokenChange(token.with_text(_unescaped(text)), "after undoing its escapes")


def _decoded(text: bytes) -> bytes:
    """Undo one round of percent-encoding (RFC 3986 section 2.1)."""
    return PERCENT.sub(lambda match: unhexlify(match.group(1)), text)


def _unescaped(text: bytes) -> bytes:
    for spelled, meant in ((b"&#46;", b"."), (b"&#x2e;", b"."), (b"&#x2E;", b"."), (b"&#45;", b"-"), (b"&#95;", b"_"), (b"&#61;", b"=")):
        text = text.replace(spelled, meant)
    for character in b".-_=":
        text = text.replace(b"\\u%04x" % character, bytes([character])).replace(b"\\x%02x" % character, bytes([character]))
        text = text.replace(b"\\u%04X" % character, bytes([character]))
    return text
