r"""A newline stands behind the token.

## What happens
The token was read from a file or from a command's output and its line end was sent along. Most libraries call the last segment
malformed, some call the signature bad, one accepts it.

## Where it comes from
`cat token.txt` into a header, a mounted secret, `kubectl create secret --from-file`, a generator that prints a line.

Seen in apache/pulsar-helm-chart#18, mike-engel/jwt-cli#87.

## How to fix it
Strip the token where it is read (`tr -d '\r\n'`, `.strip()`), and write files that hold tokens with `printf %s`.
"""

from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange

LINE_ENDS = (b"\r", b"\n", b"\x0b", b"\x0c", b"\xc2\x85", b"\xe2\x80\xa8", b"\xe2\x80\xa9")
"""The characters that end a line, in UTF-8, those of Unicode among them."""
ESCAPES = (b"\\r", b"\\n", b"%0D", b"%0A", b"%0d", b"%0a", b"&#10;", b"&#13;", b"&#xA;", b"&#xD;", b"&#xa;", b"&#xd;")
"""The same as a JSON text, a URL or a page writes them."""


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Take the line ends off, real ones or their escapes."""
    for ends, how in ((LINE_ENDS, "without the newline behind it"), (ESCAPES, "without the escaped newline behind it")):
        stripped = _without(token.text, ends)
        if stripped != token.text:
            yield TokenChange(token.with_text(stripped), how)


def _without(text: bytes, ends: tuple[bytes, ...]) -> bytes:
    while text.endswith(ends):
        text = text.removesuffix(next(end for end in ends if text.endswith(end)))
    return text
