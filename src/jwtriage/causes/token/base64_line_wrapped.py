"""Base64 was broken into lines of 64 or 76 characters.

## What happens
An encoder for mail or PEM put a line break after every 64 or 76 characters of a segment. Either the breaks are still in the
token, or they were in the text that was signed and were removed on the way. Short tokens are not affected.

## Where it comes from
`openssl base64` without `-A`, Java's MIME encoder, Python's `base64.encodebytes`.

Seen in jasongoodwin/authentikat-jwt#3, awsdocs/amazon-cloudfront-developer-guide#81, ietf-jose/cookbook#4.

## How to fix it
Encode without line breaks where the token is made: `openssl base64 -A`, `base64 -w0`,
`Base64.getUrlEncoder().withoutPadding()`.
"""

from collections.abc import Iterator
from itertools import product

from jwtriage.forensics.compact import TO_STANDARD, TO_URL, is_sound, padded
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange

COLUMNS = (64, 76)
"""PEM's line (RFC 7468 section 2) and MIME's (RFC 2045 section 6.8)."""
ENDS = (b"\n", b"\r\n")
HOW = "with the line breaks that were in it when it was signed"


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Take the breaks out of the token, verify it with them, or put them back into what was signed."""
    if b"\n" in token.text or b"\r" in token.text:
        yield from _joined(token)
    elif is_sound(token):
        for signed in dict.fromkeys(_wrapped(token)):
            yield TokenChange(token.with_signing_input(signed), HOW)


def _joined(token: TokenText) -> Iterator[TokenChange]:
    lines = token.text.splitlines()
    if (
        token.overridden
        or all(line.endswith(b"=") for line in lines[:-1])
        or not any(len(segment) in COLUMNS for line in lines for segment in (line, *line.split(b".")))
    ):
        return
    joined = b"".join(line.strip() for line in lines)
    yield TokenChange(token.with_text(joined), "without the line breaks inside it")
    yield TokenChange(token.with_text(joined.translate(TO_URL).replace(b"=", b"")), "without the line breaks and in base64url")
    if token.segments == 3:
        yield TokenChange(token.with_signature(token.signature).with_signing_input(token.signing_input), HOW)


def _wrapped(token: TokenText) -> Iterator[bytes]:
    """Yield the signing input as encoders for mail and PEM write it: wrapped, each segment ended, padded, in the standard alphabet."""
    head = token.signing_input
    spellings = (head, padded(head), padded(head).translate(TO_STANDARD), head.translate(TO_STANDARD))
    for column, end, segments in product(COLUMNS, ENDS, spellings):
        for last in (b"", end):
            wrapped = b".".join(_wrap(segment, column, end) + last for segment in segments.split(b"."))
            if end in wrapped:
                yield wrapped


def _wrap(segment: bytes, column: int, end: bytes) -> bytes:
    return end.join(segment[start : start + column] for start in range(0, len(segment), column))
