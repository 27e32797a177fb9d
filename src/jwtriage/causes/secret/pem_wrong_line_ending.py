"""The line ends of the key text are CR or CRLF on one side.

## What happens
To a PEM parser LF and CRLF are the same, and a lone CR breaks many of them. Where the text itself is an HMAC secret,
every line end counts: the copy with CRLF is another key.

## Where it comes from
A checkout with `core.autocrlf`, an editor on Windows, a value that passed through a form (forms send CRLF), files of
old Macintosh programs with CR alone.
Seen in auth0/node-jsonwebtoken#191 and DolphFlynn/jwt-editor#248.

## How to fix it
Convert the file to LF (`dos2unix FILE`, for CR alone `mac2unix FILE`), mark key files `-text` in `.gitattributes`,
and load it again.

Never use the text of a PEM as an HMAC secret; a secret of one line has no line ends to lose.
"""

from collections.abc import Iterator

from jwtriage.model.change import DocumentText, SecretText, TextChange

HOW = {b"\n": "with LF as its line ends", b"\r\n": "with CRLF as its line ends", b"\r": "with CR as its line ends"}


def propose_secret(text: SecretText) -> Iterator[TextChange]:
    """Write the line ends in each of the three ways."""
    octets = text.text
    if b"\n" not in octets and b"\r" not in octets:
        return
    unified = _unified(octets)
    for end, how in HOW.items():
        changed = unified.replace(b"\n", end)
        if changed != octets:
            yield TextChange(changed, how)


def propose_document(text: DocumentText) -> Iterator[TextChange]:
    """Write every line end as LF, where at least one is a lone CR or is doubled."""
    octets = text.text
    unified = _unified(octets)
    if unified != octets:
        yield TextChange(unified, HOW[b"\n"])


def _unified(octets: bytes) -> bytes:
    return octets.replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n").replace(b"\r", b"\n")
