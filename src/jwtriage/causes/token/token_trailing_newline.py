r"""A newline stands behind the token.

## What happens
The token was read from a file or from a command's output and its line end was sent along. Most libraries call the last segment
malformed, some call the signature bad, one accepts it.

## Where it comes from
`cat token.txt` into a header, a mounted secret, `kubectl create secret --from-file`, a generator that prints a line. Seen in
apache/pulsar-helm-chart#18, mike-engel/jwt-cli#87.

## How to fix it
Strip the token where it is read (`tr -d '\r\n'`, `.strip()`), and write files that hold tokens with `printf %s`.
"""

from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Take the line ends off, real ones or the two characters of an escape."""
    text = token.text
    stripped = text.rstrip(b"\r\n")
    if stripped != text:
        yield TokenChange(token.with_text(stripped), "without the newline behind it")
    for escape in (b"\\r\\n", b"\\n", b"%0D%0A", b"%0A", b"%0d%0a", b"%0a"):
        if text.endswith(escape):
            yield TokenChange(token.with_text(text.removesuffix(escape)), "without the escaped newline behind it")
            return
