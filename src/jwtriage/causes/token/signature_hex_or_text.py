"""The signature is hexadecimal text instead of octets.

## What happens
The signer took the hexadecimal form of the signature and put it into the token, as it is or encoded once more. The signature is
twice as long as it should be.

## Where it comes from
`hexdigest()`, `digest('hex')` or a database's HMAC function in hand-written issuers. Seen in mozilla/fxa-auth-server#824,
decentralized-identity/veramo#527.

## How to fix it
Use the raw octets of the signature (`digest()`), and encode those with base64url.
"""

from base64 import b64decode
from binascii import unhexlify
from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange

HEX = frozenset(b"0123456789abcdefABCDEF")
TO_STANDARD = bytes.maketrans(b"-_", b"+/")


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Read the signature, or the segment itself, as hexadecimal; or as base64 within base64."""
    if token.segments != 3:
        return
    for text in (token.signature, token.signature_segment):
        digits = text.removeprefix(b"0x").replace(b":", b"")
        if len(digits) >= 32 and len(digits) % 2 == 0 and HEX.issuperset(digits):
            yield TokenChange(token.with_signature(unhexlify(digits)), "with its signature read as hexadecimal")
    twice = _decoded(token.signature)
    if twice is not None:
        yield TokenChange(token.with_signature(twice), "with its signature decoded from base64 once more")


def _decoded(text: bytes) -> bytes | None:
    if len(text) < 20:
        return None
    try:
        return b64decode(text.translate(TO_STANDARD) + b"=" * (-len(text) % 4), validate=True)
    except ValueError:
        return None
