"""Padding was added to the token after it was signed.

## What happens
Something between issuer and verifier wrote the segments with `=` at their end. The signature does not cover the padding, and a
JWS has none (RFC 7515 section 2).

## Where it comes from
A gateway or filter that decodes and encodes base64 with the platform's default. Seen in googleapis/php-jwt#40,
wso2/api-manager#3511.

## How to fix it
Remove the component that rewrites the token, or make it pass the header through unchanged; until then strip `=` from the
segments at the entrance.
"""

from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Take the padding off."""
    if b"=" in token.text and token.segments >= 3:
        bare = b".".join(segment.rstrip(b"=") for segment in token.text.split(b"."))
        yield TokenChange(token.with_text(bare), "without the padding of its segments")
    elif b"%3D" in token.text or b"%3d" in token.text:
        bare = token.text.replace(b"%3D", b"").replace(b"%3d", b"")
        yield TokenChange(token.with_text(bare), "without the escaped padding of its segments")
