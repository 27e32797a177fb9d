"""Padding was added to the token after it was signed.

## What happens
Something between issuer and verifier wrote the segments with `=` at their end. The signature does not cover the padding, and a
JWS has none (RFC 7515 section 2).

## Where it comes from
A gateway or filter that decodes and encodes base64 with the platform's default.

Seen in googleapis/php-jwt#40, wso2/api-manager#3511.

## How to fix it
Remove the component that rewrites the token, or make it pass the header through unchanged; until then strip `=` from the
segments at the entrance.
"""

from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange

ESCAPED = (b"%3D", b"%3d")


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Take the padding off every segment, as it is or percent-encoded."""
    if token.segments != 3:
        return
    if b"=" in token.text:
        yield TokenChange(token.with_text(_bare(token.text)), "without the padding of its segments")
    plain = token.text.replace(ESCAPED[0], b"=").replace(ESCAPED[1], b"=")
    if plain != token.text:
        yield TokenChange(token.with_text(_bare(plain)), "without the escaped padding of its segments")


def _bare(text: bytes) -> bytes:
    return b".".join(segment.rstrip(b"=") for segment in text.split(b"."))
