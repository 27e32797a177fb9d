"""The token is wrapped in Python's b'…'.

## What happens
Somebody turned the bytes of a token into text with `str()`. The token arrives with `b'` in front and a quote behind, and no
parser takes it.

## Where it comes from
Code written for PyJWT 1, whose `encode` returned bytes, or a `print()` of bytes that was copied.

Seen in jpadilla/pyjwt#513, commaai/openpilot#19776, jpadilla/pyjwt#735.

## How to fix it
Send the token as text: PyJWT 2 returns a `str`, so drop the `str(...)` or `.decode()` around it; elsewhere use
`token.decode("ascii")`.
"""

from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange

QUOTES = (b"'", b'"', b"\\'", b'\\"', b"%27", b"%22", b"&#39;", b"&#x27;", b"&quot;")
"""Python's quotes, and how JSON, URLs and pages write them."""
MARKS = ((b"b", b""), (b"B", b""), (b"bytearray(b", b")"))
"""What stands before the opening quote, and what behind the closing one."""


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Take the token out of the representation; the closing quote may be lost."""
    for before, behind in MARKS:
        for quote in QUOTES:
            if token.text.startswith(before + quote):
                inside = token.text.removeprefix(before + quote).removesuffix(quote + behind)
                yield TokenChange(token.with_text(inside), "without Python's b'…' around it")
