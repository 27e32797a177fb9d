r"""The PEM holds the two characters \n instead of line breaks.

## What happens
A PEM has several lines, an environment variable has one. So the line breaks were written as `\n`, and nobody turned them back.
The parser sees one long line in which backslashes stand between the base64 characters, and refuses it: "could not parse", "must
be an asymmetric key", "not PEM formatted". A verifier that swallows the error calls the token invalid.

## Where it comes from
A value in single quotes, JSON escaped twice, a secret manager's form, a loader that does not unescape, a shell that took the
backslash away and left the `n`. Ruby's `gsub('\n', …)` in single quotes looks like the remedy and does nothing.
Seen in jpadilla/pyjwt#609, octokit/app.js#40, OriginProtocol/origin#3914, github-developer/github-app-template#19.

## How to fix it
Store the PEM with real line breaks, as a mounted file or in double quotes where the loader unescapes them, or store base64 of the
whole file and decode it once.

Where the variable must stay as it is, turn the text back on load: `value.replace(/\\n/g, "\n")` in JavaScript,
`value.replace("\\n", "\n")` in Python. `jwtriage keys normalize` writes the sound file.
"""

import re
from collections.abc import Iterator

from jwtriage.model.change import DocumentText, TextChange

_ESCAPED = re.compile(rb"\\+r\\+n|\\+n|\\+r")
_LINE = 64


def propose_document(text: DocumentText) -> Iterator[TextChange]:
    r"""Turn each ``\n`` (``\r\n``, ``\\n``) into a line break, or each ``n`` whose backslash a shell has eaten."""
    octets = text.text
    if octets.lstrip().startswith(b"{"):
        return
    if b"\\n" in octets or b"\\r" in octets:
        yield TextChange(_one_final_break(_ESCAPED.sub(b"\n", octets)), "with line breaks for the two characters \\n")
    restored = _restored(octets)
    if restored is not None:
        yield TextChange(restored, "with line breaks for the letter n that is left of \\n")


def _one_final_break(octets: bytes) -> bytes:
    """Take the file's own final newline off where an escaped one stood before it."""
    return octets.rstrip(b"\r\n") + b"\n" if octets.endswith((b"\n\n", b"\n\r\n")) else octets


def _restored(octets: bytes) -> bytes | None:
    """Undo ``-----nMII…``: an n after each marker and after each 64 characters."""
    begin, opened, rest = octets.partition(b"-----n")
    body, closed, end = rest.partition(b"n-----END ")
    lines = [body[start : start + _LINE] for start in range(0, len(body), _LINE + 1)]
    breaks = {body[place : place + 1] for place in range(_LINE, len(body), _LINE + 1)}
    if not opened or not closed or not begin.startswith(b"-----BEGIN ") or not breaks <= {b"n"}:
        return None
    return b"\n".join([begin + b"-----", *lines, b"-----END " + end.rstrip(b"\r\n").removesuffix(b"n"), b""])
