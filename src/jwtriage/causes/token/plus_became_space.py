"""A plus sign became a space in a query or form.

## What happens
The token was written in standard base64 and sent in a URL or form, where `+` means a space. The reader decoded the form and
handed on a token with spaces inside.

## Where it comes from
Standard base64 tokens in query strings without `encodeURIComponent`; code that replaces only the first plus sign, so that only
signatures with two of them fail. Seen in michaelrhanson/jwt-js#3, sindresorhus/query-string#332, andreassolberg/jso#23.

## How to fix it
Write base64url at the issuer (`-` and `_`, no padding), and percent-encode every token that goes into a URL.
"""

from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange

TO_URL = bytes.maketrans(b" +/", b"--_")


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Put the plus signs back, in their base64url spelling, or as they were signed."""
    text = token.text
    if b" " not in text.strip() or token.segments != 3 or text[:7].lower() == b"bearer ":
        return
    yield TokenChange(token.with_text(text.translate(TO_URL).replace(b"=", b"")), "with its spaces read as plus signs")
    signed = token.signing_input.replace(b" ", b"+")
    sound = token.with_text(text.translate(TO_URL).replace(b"=", b""))
    yield TokenChange(sound.with_signing_input(signed), "with its spaces read as the plus signs that were signed")
