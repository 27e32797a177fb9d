"""The token's segments are standard base64 instead of base64url.

## What happens
The issuer encoded with `+` and `/` where a JWS has `-` and `_` (RFC 7515 section 2). Only tokens in which those characters
occur fail, and whether the signature covers the one spelling or the other depends on when the issuer signed.

## Where it comes from
Hand-written issuers and gateways that use the platform's plain base64 function. Seen in Kong/kong#13356,
wso2/product-apim#7751, bshaffer/oauth2-server-php-docs#75, wso2/carbon-apimgt#5884.

## How to fix it
Encode with base64url and without padding at the issuer, before signing (`base64url`, `urlsafe_b64encode(...).rstrip(b"=")`,
`strtr($text, '+/', '-_')`).
"""

from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange

TO_URL = bytes.maketrans(b"+/", b"-_")
TO_STANDARD = bytes.maketrans(b"-_", b"+/")


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Spell the token in base64url, verify what was received, or verify the standard spelling of a token that is base64url by now."""
    if token.segments != 3 or token.overridden:
        return
    text, head = token.text, token.signing_input
    if b"+" in text or b"/" in text:
        bare = text.translate(TO_URL)
        yield TokenChange(token.with_text(bare), "spelled in base64url")
        if b"=" in text:
            yield TokenChange(token.with_text(bare.replace(b"=", b"")), "spelled in base64url, without padding")
        yield TokenChange(token.with_signature(token.signature).with_signing_input(head), "in the standard base64 that was signed")
        return
    for signed in (head.translate(TO_STANDARD), _padded(head).translate(TO_STANDARD)):
        if signed.translate(TO_URL) != signed:
            yield TokenChange(token.with_signing_input(signed), "in the standard base64 that was signed")


def _padded(head: bytes) -> bytes:
    return b".".join(segment + b"=" * (-len(segment) % 4) for segment in head.split(b"."))
