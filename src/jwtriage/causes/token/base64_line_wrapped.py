"""Base64 was broken into lines of 64 or 76 characters.

## What happens
An encoder for mail or PEM put a line break after every 64 or 76 characters of a segment. Either the breaks are still in the
token, or they were in the text that was signed and were removed on the way. Short tokens are not affected.

## Where it comes from
`openssl base64` without `-A`, Java's MIME encoder, Python's `base64.encodebytes`. Seen in jasongoodwin/authentikat-jwt#3,
awsdocs/amazon-cloudfront-developer-guide#81, ietf-jose/cookbook#4.

## How to fix it
Encode without line breaks where the token is made: `openssl base64 -A`, `base64 -w0`,
`Base64.getUrlEncoder().withoutPadding()`.
"""

from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange

COLUMNS = (64, 76)
ENDS = (b"\n", b"\r\n")


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Take the breaks out of the token, or put them back into what was signed."""
    text = token.text
    if b"\n" in text.strip() or b"\r" in text.strip():
        yield from _joined(token)
        return
    if token.segments != 3 or token.overridden:
        return
    for column in COLUMNS:
        for end in ENDS:
            wrapped = [_wrap(segment, column, end) for segment in (token.header_segment, token.payload_segment)]
            if wrapped != [token.header_segment, token.payload_segment]:
                yield TokenChange(token.with_signing_input(b".".join(wrapped)), "with the line breaks that were in it when it was signed")
            ended = [segment + end for segment in wrapped]
            yield TokenChange(token.with_signing_input(b".".join(ended)), "with the line breaks that were in it when it was signed")


def _joined(token: TokenText) -> Iterator[TokenChange]:
    lines = token.text.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n")
    if any(len(segment) in COLUMNS for line in lines[:-1] for segment in (line, line.rpartition(b".")[2])):
        yield TokenChange(token.with_text(b"".join(line.strip() for line in lines)), "without the line breaks inside it")


def _wrap(segment: bytes, column: int, end: bytes) -> bytes:
    return end.join(segment[start : start + column] for start in range(0, len(segment), column))
