"""The secret has spaces or tabs around it that only one side removes.

## What happens
One reader trims the value, the other hands it on with its blanks. HMAC takes every octet, so the blank is part of the
key, and no editor shows it.

## Where it comes from
Readers of one `.env` line disagree: parsers of the dotenv family trim an unquoted value, `docker run --env-file` does
not. A space after the `=`, a tab from an aligned file, a no-break space or a zero-width space copied from a web page.
Seen in akhilrex/hammond#59 and sigp/lighthouse#3132.

## How to fix it
Store the value again without blanks around it and without spaces around the `=`, then restart every service that
reads it.

Trim once where the value is loaded, the same way on every side, and compare the fingerprint of the trimmed value at
start-up.
"""

from collections.abc import Iterator

from jwtriage.model.change import DocumentText, SecretText, TextChange

ASCII_BLANKS = b" \t\v\f"
UNICODE_BLANKS = tuple(blank.encode() for blank in "\u00a0\u200b\u200c\u200d\u2060\u2007\u2009\u202f\u3000\u0085\u2028\u2029")
DER = b"\x30"
"""A key document that begins with this octet may be no text; there, nothing is white space."""
ADDED = (b" ", b"  ", b"\t")
"""What the other copy may have; more blanks than these are rare."""


def propose_secret(text: SecretText) -> Iterator[TextChange]:
    """Take the blanks off one end or both, and put the usual ones on. Newlines at the end are another cause."""
    octets = text.text
    yield from _trimmed(octets)
    for blank in ADDED:
        yield TextChange(octets + blank, "with a blank behind it")
        yield TextChange(blank + octets, "with a blank in front of it")
    yield TextChange(b" " + octets + b" ", "with a blank on both sides")


def propose_document(text: DocumentText) -> Iterator[TextChange]:
    """Take blanks, and empty lines in front, off a key document; the newlines at its end are kept."""
    whole = text.text.rstrip(b"\r\n")
    core = whole.strip(ASCII_BLANKS + b"\r\n")
    if not core.startswith(DER) and core != whole:
        yield TextChange(core + text.text[len(whole) :], "without the blanks around it")


def _trimmed(octets: bytes) -> Iterator[TextChange]:
    core, left, right = _strip(octets), _left(octets), _right(octets)
    if core != octets:
        yield TextChange(core, "without the blanks around it")
    if left != core:
        yield TextChange(left, "without the blanks in front of it")
    if right != core:
        yield TextChange(right, "without the blanks behind it")


def _strip(octets: bytes) -> bytes:
    return _left(_right(octets))


def _left(octets: bytes) -> bytes:
    """Take off blanks and empty lines in front."""
    core = octets.lstrip(ASCII_BLANKS + b"\r\n")
    while core.startswith(UNICODE_BLANKS):
        core = next(core.removeprefix(blank) for blank in UNICODE_BLANKS if core.startswith(blank)).lstrip(ASCII_BLANKS)
    return core


def _right(octets: bytes) -> bytes:
    """Take off blanks behind; a newline there is left."""
    core = octets.rstrip(ASCII_BLANKS)
    while core.endswith(UNICODE_BLANKS):
        core = next(core.removesuffix(blank) for blank in UNICODE_BLANKS if core.endswith(blank)).rstrip(ASCII_BLANKS)
    return core
