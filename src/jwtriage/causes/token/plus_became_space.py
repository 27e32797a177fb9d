"""A plus sign became a space in a query or form.

## What happens
The token was written in standard base64 and sent in a URL or form, where `+` means a space. The reader decoded the form and
handed on a token with spaces inside.

## Where it comes from
Standard base64 tokens in query strings without `encodeURIComponent`; code that replaces only the first plus sign, so
that only signatures with two of them fail.

Seen in michaelrhanson/jwt-js#3, sindresorhus/query-string#332, andreassolberg/jso#23.

## How to fix it
Write base64url at the issuer (`-` and `_`, no padding), and percent-encode every token that goes into a URL.
"""

from collections.abc import Iterator

from jwtriage.forensics.compact import TO_URL
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Put the plus signs back, in their base64url spelling, or as they were signed."""
    if token.segments != 3 or token.overridden or not _has_inner_spaces(token.text):
        return
    plus = token.text.replace(b" ", b"+")
    sound = token.with_text(plus.translate(TO_URL).replace(b"=", b""))
    yield TokenChange(sound, "with its spaces read as plus signs")
    yield TokenChange(sound.with_signing_input(plus.rpartition(b".")[0]), "with its spaces read as the plus signs that were signed")


def _has_inner_spaces(text: bytes) -> bool:
    """Tell whether a space stands inside a segment, and no word such as Bearer before the token."""
    return b" " in text.strip(b" ") and b" " not in text[:12]
