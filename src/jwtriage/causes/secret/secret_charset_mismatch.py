"""A secret with characters outside ASCII is encoded with different character sets.

## What happens
A letter with an accent is two octets in UTF-8, one in Latin-1, two others in UTF-16, and a question mark in US-ASCII.
Each side turns the same visible secret into other octets. The ASCII case is also weak: all such secrets of one
length become the same row of question marks.

## Where it comes from
`getBytes()` without a character set and another `file.encoding` on the server, `US_ASCII` in a library, a page of a
debugger that encodes as Latin-1.
Seen in eclipse-vertx/vertx-auth#448, FusionAuth/fusionauth-jwt#1, jsonwebtoken/jsonwebtoken.github.io#22.

## How to fix it
Name the character set on both sides (`getBytes(StandardCharsets.UTF_8)`), or use a secret of ASCII characters, best
random octets written in base64.

If the secret went through US-ASCII, replace it: whoever knows its length can forge tokens.
"""

import unicodedata
from collections.abc import Iterator

from jwtriage.forensics.secret_forms import read_utf8
from jwtriage.model.change import SecretText, TextChange

CHARSETS = ("latin-1", "cp1252", "utf-16-le", "utf-16-be", "iso8859-15", "cp437", "cp850", "mac-roman", "cp1251", "cp1250")
NAMES = {
    "latin-1": "Latin-1",
    "cp1252": "Windows-1252",
    "utf-16-le": "UTF-16 (little-endian)",
    "utf-16-be": "UTF-16 (big-endian)",
    "iso8859-15": "Latin-9",
    "cp437": "the DOS code page 437",
    "cp850": "the DOS code page 850",
    "mac-roman": "Mac Roman",
    "cp1251": "Windows-1251",
    "cp1250": "Windows-1250",
}
READ_AS = ("latin-1", "cp1252")


def propose_secret(text: SecretText) -> Iterator[TextChange]:
    """Write printable text with characters outside ASCII in other character sets, and read octets that are no UTF-8 as such text."""
    octets = text.text
    if octets.isascii():
        return
    decoded = read_utf8(octets)
    if decoded is not None and decoded.isprintable():
        yield from _rewritten(decoded)
    if decoded is None or decoded.isprintable():
        yield from _reread(octets)


def _rewritten(decoded: str) -> Iterator[TextChange]:
    for charset in CHARSETS:
        try:
            yield TextChange(decoded.encode(charset), f"encoded as {NAMES[charset]}")
        except UnicodeEncodeError:
            continue
    yield TextChange(decoded.encode("ascii", "replace"), "encoded as US-ASCII, every other character a question mark")
    yield TextChange(_octets_replaced(decoded), "encoded as US-ASCII, every other character a question mark")
    yield TextChange(decoded.encode("ascii", "ignore"), "encoded as US-ASCII, every other character dropped")
    yield TextChange(decoded.encode("latin-1", "replace"), "encoded as Latin-1, every other character a question mark")
    yield TextChange(bytes(ord(character) & 0xFF for character in decoded), "with each character cut to one octet")
    for normal in (unicodedata.normalize("NFC", decoded), unicodedata.normalize("NFD", decoded)):
        if normal != decoded:
            yield TextChange(normal.encode(), "in another Unicode normal form")


def _octets_replaced(decoded: str) -> bytes:
    """Replace each octet of a character outside ASCII by a question mark, as a program does that filters octets."""
    return bytes(octet if octet < 0x80 else 0x3F for octet in decoded.encode())


def _reread(octets: bytes) -> Iterator[TextChange]:
    for charset in READ_AS:
        try:
            decoded = octets.decode(charset)
        except UnicodeDecodeError:
            continue
        if decoded.isprintable():
            yield TextChange(decoded.encode(), f"read as {NAMES[charset]} and written as UTF-8")
