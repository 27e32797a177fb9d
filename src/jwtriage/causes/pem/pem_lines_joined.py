"""The PEM's lines are joined: its body is on one line or hangs on the markers.

## What happens
The line breaks were removed. A PEM has BEGIN and END on lines of their own and 64 base64 characters on each line between.
Python's cryptography and a few others read the joined text all the same; Node's OpenSSL does not. So one service works with this
very value and the next refuses it, and "it works over there" proves nothing.

## Where it comes from
A value pasted into a one-line form, `tr -d`, an environment variable in a tool that drops line breaks, a template that strips
white space.
Seen in jpadilla/pyjwt#257, auth0/node-jsonwebtoken#669, auth0/node-jsonwebtoken#642.

## How to fix it
Store the PEM with its line breaks, as a mounted file or as base64 of the whole file; `jwtriage keys normalize` writes the sound
file from the joined text.

Where the value must be one line, re-wrap it on load: BEGIN line, the body at 64 characters a line, END line.
"""

from collections.abc import Iterator

from jwtriage.forensics.pem import LINE, Block, blocks
from jwtriage.model.change import DocumentText, TextChange

_BLANKS = (b" ", b"\t")


def propose_document(text: DocumentText) -> Iterator[TextChange]:
    """Put the markers of the first block on lines of their own and cut its body after each 64 characters; leave everything else."""
    octets = text.text
    for block in blocks(octets)[:1]:
        if block.label and _only_breaks_are_wrong(block):
            wrapped = _wrapped(block)
            if wrapped != octets[block.start : block.stop].replace(b"\r\n", b"\n"):
                yield TextChange(octets[: block.start] + wrapped + octets[block.stop :], "with its lines cut at 64 characters")


def _only_breaks_are_wrong(block: Block) -> bool:
    """Blanks in the body, and bare carriage returns, are faults of other causes."""
    return not block.header_lines and not any(blank in block.body for blank in _BLANKS) and b"\r" not in block.body.replace(b"\r\n", b"\n")


def _wrapped(block: Block) -> bytes:
    body = b"".join(block.body.split())
    lines = [body[start : start + LINE] for start in range(0, len(body), LINE)]
    return b"\n".join([block.begin, *lines, *([block.end] if block.end else [])])
