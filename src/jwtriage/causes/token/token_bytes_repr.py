"""The token is wrapped in Python's b'…'.

## What happens
Somebody turned the bytes of a token into text with `str()`. The token arrives with `b'` in front and a quote behind, and no
parser takes it.

## Where it comes from
Code written for PyJWT 1, whose `encode` returned bytes, or a `print()` of bytes that was copied. Seen in jpadilla/pyjwt#513,
commaai/openpilot#19776, jpadilla/pyjwt#735.

## How to fix it
Send the token as text: PyJWT 2 returns a `str`, so drop the `str(...)` or `.decode()` around it; elsewhere use
`token.decode("ascii")`.
"""

from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Take the token out of the representation."""
    text = token.text.strip()
    for quote in (b"'", b'"'):
        if text.startswith(b"b" + quote) and text.endswith(quote) and len(text) > 3:
            yield TokenChange(token.with_text(text[2:-1]), "without Python's b'…' around it")
