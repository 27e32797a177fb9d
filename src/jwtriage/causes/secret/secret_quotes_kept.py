"""Quotes from a `.env` file are kept as part of the secret.

## What happens
The line says `JWT_SECRET="…"`. A dotenv parser removes the quotes, a literal reader hands them on, and the two
programs hold keys that differ by two characters.

## Where it comes from
`docker run --env-file`, systemd's and other literal readers; a value that was quoted once more in a YAML list
(`- JWT_SECRET="…"`), in a secret store, or by `jq` without `-r`.
Seen in FrameOS/frameos#128, status-im/status-web#1199, mpdavis/python-jose#293.

## How to fix it
Remove the quotes in files and stores that are read literally, or load the file with a dotenv parser everywhere, and
restart.

A secret without spaces, `#` and `$` (`openssl rand -hex 32`) needs no quotes at all.
"""

import re
from collections.abc import Iterator

from jwtriage.model.change import DocumentText, SecretText, TextChange

QUOTES = (b'"', b"'", b"`")
PAIRS = (
    (b'\\"', b'\\"'),
    ("\u201c".encode(), "\u201d".encode()),
    ("\u2018".encode(), "\u2019".encode()),
    (b"&quot;", b"&quot;"),
    (b"%22", b"%22"),
)
"""Quotation marks of more than one octet: escaped once more, typographic, encoded for HTML and URLs."""
WITHOUT = "without the quotes around it"
_ESCAPE = re.compile(rb"\\([nrt\"'\\$`])")
_ESCAPED = {b"n": b"\n", b"r": b"\r", b"t": b"\t"}


def propose_secret(text: SecretText) -> Iterator[TextChange]:
    """Take quotes off, and put them on."""
    octets = text.text
    yield from _unquoted(octets)
    yield from _unescaped(octets)
    for quote in QUOTES:
        yield TextChange(quote + octets + quote, "with quotes around it")
    yield TextChange(b'\\"' + octets + b'\\"', "with escaped quotes around it")


def propose_document(text: DocumentText) -> Iterator[TextChange]:
    """Take quotes off a key document, its final newline aside. Escapes inside are another cause."""
    octets = text.text
    core = octets.rstrip(b"\r\n")
    for changed, how in _unquoted(core):
        yield TextChange(changed + octets[len(core) :], how)


def _unquoted(octets: bytes) -> Iterator[TextChange]:
    first, last = octets[:1], octets[-1:]
    if first in QUOTES or last in QUOTES:
        if first == last and len(octets) > 1:
            yield TextChange(octets[1:-1], WITHOUT)
        elif first not in QUOTES or not octets.rstrip(b" \t\r\n").endswith(first):
            yield TextChange(octets[1:] if first in QUOTES else octets[:-1], "without the quote at one of its ends")
    for opening, closing in PAIRS:
        if octets.startswith(opening) and octets.endswith(closing) and len(octets) > len(opening):
            yield TextChange(octets[len(opening) : -len(closing)], WITHOUT)


def _unescaped(octets: bytes) -> Iterator[TextChange]:
    """Read a double-quoted text as a parser does that resolves escapes in it. In a PEM those are another cause."""
    if b"\\" in octets and len(octets) > 1 and octets[:1] == octets[-1:] == b'"':
        yield TextChange(_ESCAPE.sub(_character, octets[1:-1]), "without the quotes around it and with its escapes resolved")


def _character(match: re.Match[bytes]) -> bytes:
    return _ESCAPED.get(match[1], match[1])
