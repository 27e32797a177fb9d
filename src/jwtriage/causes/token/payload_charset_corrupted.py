"""Characters beyond ASCII were encoded in the wrong charset.

## What happens
The payload must be UTF-8 (RFC 7519 section 7.1). One side encoded it as Latin-1, or encoded UTF-8 a second time, so only tokens
with an accent or an umlaut in a claim fail.

## Where it comes from
`Buffer.from(json, 'binary')`, a platform's default charset, a library that builds the token from a byte string. Seen in
auth0/node-jws#17, auth0/node-jsonwebtoken#52, tsndr/cloudflare-worker-jwt#63.

## How to fix it
Encode the JSON as UTF-8 before base64url on the issuer (`Buffer.from(json, 'utf8')`, `StandardCharsets.UTF_8`), and upgrade the
library that does not.
"""

from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.jose.base64url import encode
from jwtriage.model.case import Case
from jwtriage.model.change import Scene, TokenChange
from jwtriage.model.finding import Sign

CHARSETS = ("latin-1", "cp1252")


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Write the payload in the charset that was signed: UTF-8 for what is Latin-1 now, or the reverse."""
    if token.segments != 3 or token.overridden or token.payload.isascii():
        return
    for payload in dict.fromkeys(_spellings(token.payload)):
        if payload != token.payload:
            text = b".".join((token.header_segment, encode(payload).encode(), token.signature_segment))
            yield TokenChange(token.with_text(text), "with its payload in the charset that was signed")


def _spellings(payload: bytes) -> Iterator[bytes]:
    for charset in CHARSETS:
        try:
            yield payload.decode(charset).encode("utf-8")
        except ValueError:
            continue
    for charset in CHARSETS:
        try:
            yield payload.decode("utf-8").encode(charset)
        except ValueError:
            continue
    yield bytes(ord(character) & 0xFF for character in payload.decode("utf-8", "replace"))


def read(scene: Scene) -> Iterator[Sign]:
    """Notice a payload that is no UTF-8."""
    try:
        scene.token.payload.decode("utf-8")
    except UnicodeDecodeError:
        if scene.token.is_compact and scene.token.payload[:1] == b"{":
            yield Sign("the payload is not UTF-8, although it is meant as JSON", "likely")
