"""The token's segments are standard base64 instead of base64url.

## What happens
The issuer encoded with `+` and `/` where a JWS has `-` and `_` (RFC 7515 section 2). Only tokens in which those characters
occur fail, and whether the signature covers the one spelling or the other depends on when the issuer signed.

## Where it comes from
Hand-written issuers and gateways that use the platform's plain base64 function.

Seen in Kong/kong#13356, wso2/product-apim#7751, bshaffer/oauth2-server-php-docs#75, wso2/carbon-apimgt#5884.

## How to fix it
Encode with base64url and without padding at the issuer, before signing (`base64url`, `urlsafe_b64encode(...).rstrip(b"=")`,
`strtr($text, '+/', '-_')`).
"""

from collections.abc import Iterator

from jwtriage.forensics.compact import TO_STANDARD, TO_URL, is_sound, padded
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange

SIGNED = "in the standard base64 that was signed"


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Spell the token in base64url, verify what was received, or verify the standard spelling of a token that is base64url by now."""
    if token.segments != 3 or token.overridden:
        return
    if b"+" in token.text or b"/" in token.text:
        yield from _respelled(token)
    elif is_sound(token):
        head = token.signing_input
        for signed in (head.translate(TO_STANDARD), padded(head).translate(TO_STANDARD)):
            if signed not in (head, padded(head)):
                yield TokenChange(token.with_signing_input(signed), SIGNED)


def _respelled(token: TokenText) -> Iterator[TokenChange]:
    spelled = token.text.translate(TO_URL)
    yield TokenChange(token.with_text(spelled), "spelled in base64url")
    if b"=" in spelled:
        yield TokenChange(token.with_text(spelled.replace(b"=", b"")), "spelled in base64url, without padding")
    if b"+" in token.signing_input or b"/" in token.signing_input:
        yield TokenChange(token.with_signature(token.signature).with_signing_input(token.signing_input), SIGNED)
