"""White space, invisible characters or percent-encoding got into the token.

## What happens
A dot became `%2E`, a mail client broke the line, a chat put an invisible character or a code fence around it. What the library
sees is no longer the token that was issued.

## Where it comes from
Copying from mails, terminals and chats; a redirect that encodes twice; a parameter that is not decoded.

Seen in auth0/node-jsonwebtoken#713, MicahParks/keyfunc#68.

## How to fix it
Decode a token from a URL exactly once, send tokens in a header instead, and copy them from a file rather than from a display.
"""

import re
from binascii import unhexlify
from collections.abc import Iterator
from html import unescape

from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange

PERCENT = re.compile(rb"%([0-9A-Fa-f]{2})")
ESCAPE = re.compile(rb"\\(?:u00|x)([0-9A-Fa-f]{2})")
MARKDOWN = re.compile(rb"\\([-_.=])")
FENCE = re.compile(rb"\A\s*```[a-z]{0,10}\s+(.*?)\s*```\s*\Z", re.DOTALL)
QUOTED_LINES = re.compile(rb"(?:\A|\n)[>| ]+")
SOFT_BREAKS = re.compile(rb"[=\\]\r?\n\s*")
"""The end of a continued line in a mail (quoted-printable, RFC 2045 section 6.7) or in a shell."""
COLOURS = re.compile(rb"\x1b\[[0-9;]{0,20}[A-Za-z]")
"""What a terminal takes for a change of colour (ECMA-48, CSI)."""
WHITE_SPACE = b" \t\r\n\v\f\0"
INVISIBLE = tuple(
    character.encode() for character in "\ufeff\u200b\u200c\u200d\u2060\u00ad\u202a\u202c\u200e\u200f\u00a0\u2009\u202f\u3000\u2028\u2029"
)
"""Marks without a width, and the spaces and line ends of Unicode."""
DASHES = tuple(character.encode() for character in "\u2010\u2011\u2012\u2013\u2014\u2212")
"""What word processors and chats make of a hyphen."""
MARKS = b"`*,;>|"


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Take white space, invisible characters and marks out, or undo percent-encoding and other escapes."""
    for text, how in (*_cleaned(token.text), *_decoded(token.text)):
        if text != token.text:
            yield TokenChange(token.with_text(text), how)
            yield from (TokenChange(token.with_text(bare), how) for bare, _ in _cleaned(text) if bare != text)


def _cleaned(text: bytes) -> Iterator[tuple[bytes, str]]:
    core = text.rstrip(b"\r\n")
    yield core.translate(None, WHITE_SPACE) + text[len(core) :], "without the white space in it"
    visible = text
    for character in INVISIBLE:
        visible = visible.replace(character, b"")
    if visible != text:
        yield visible.translate(None, WHITE_SPACE), "without the invisible characters in it"
    hyphens = text
    for dash in DASHES:
        hyphens = hyphens.replace(dash, b"-")
    yield hyphens, "with the hyphens that a word processor made dashes of"
    bare = text.strip(WHITE_SPACE)
    if bare.strip(MARKS) != bare:
        yield bare.strip(MARKS + WHITE_SPACE), "without the marks around it"
    yield COLOURS.sub(b"", text), "without a terminal's colours"
    yield FENCE.sub(rb"\1", text), "without the code fence around it"
    yield SOFT_BREAKS.sub(b"", text), "without the soft line breaks in it"
    yield QUOTED_LINES.sub(b"", text), "without the marks of a quoted mail"


def _decoded(text: bytes) -> Iterator[tuple[bytes, str]]:
    if b"%" in text:
        once = _once(text)
        yield once, "after undoing its percent-encoding"
        yield _once(once), "after undoing its percent-encoding twice"
    if b"&" in text:
        yield _without_entities(text), "after undoing its HTML escapes"
    if b"\\" in text:
        yield ESCAPE.sub(_octet, text), "after undoing its escapes"
        yield MARKDOWN.sub(rb"\1", text), "without the backslashes in it"


def _once(text: bytes) -> bytes:
    """Undo one round of percent-encoding (RFC 3986 section 2.1); white space that was encoded goes, too."""
    return PERCENT.sub(_octet, text)


def _octet(match: re.Match[bytes]) -> bytes:
    return unhexlify(match.group(1)).strip(WHITE_SPACE)


def _without_entities(text: bytes) -> bytes:
    plain = unescape(text.decode("utf-8", "replace")).encode("utf-8", "replace")
    return plain.replace("\u00a0".encode(), b"")
