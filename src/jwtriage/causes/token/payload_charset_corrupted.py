"""Characters beyond ASCII were encoded in the wrong charset.

## What happens
The payload must be UTF-8 (RFC 7519 section 7.1). One side encoded it as Latin-1, or encoded UTF-8 a second time, so only tokens
with an accent or an umlaut in a claim fail.

## Where it comes from
`Buffer.from(json, 'binary')`, a platform's default charset, a library that builds the token from a byte string.

Seen in auth0/node-jws#17, auth0/node-jsonwebtoken#52, tsndr/cloudflare-worker-jwt#63.

## How to fix it
Encode the JSON as UTF-8 before base64url on the issuer (`Buffer.from(json, 'utf8')`, `StandardCharsets.UTF_8`), and upgrade the
library that does not.
"""

from collections.abc import Iterator

from jwtriage.forensics.compact import is_sound, with_payload
from jwtriage.forensics.loose_json import object_of
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import Attempt, Scene, TokenChange
from jwtriage.model.finding import Sign

CHARSETS = ("latin-1", "cp1252", "mac-roman", "cp437", "cp850")


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Write the payload in the charset that was signed: UTF-8 for what is Latin-1 now, or the reverse."""
    if token.payload.isascii() or not is_sound(token):
        return
    for payload in dict.fromkeys(_spellings(token.payload)):
        if payload != token.payload:
            yield TokenChange(with_payload(token, payload), "with its payload in the charset that was signed")


def _spellings(payload: bytes) -> Iterator[bytes]:
    for charset in CHARSETS:
        for source, target in ((charset, "utf-8"), ("utf-8", charset)):
            try:
                yield payload.decode(source).encode(target)
            except ValueError:
                continue
    text = payload.decode("utf-8", "replace")
    yield bytes(ord(character) & 0xFF for character in text)
    yield text.encode("ascii", "replace")


def read(scene: Scene) -> Iterator[Sign]:
    """Notice a payload that is no UTF-8."""
    if scene.token.is_compact and _is_foreign_json(scene.token):
        yield Sign("the payload is not UTF-8, although it is meant as JSON", "likely")


def refuse(attempt: Attempt, case: Case) -> Iterator[str]:
    """Notice claims that were signed in another charset: the signature is good, and no parser may read them."""
    if _is_foreign_json(attempt.token):
        yield "the signature is good, but the claims are not UTF-8: they are JSON in another charset"


def _is_foreign_json(token: TokenText) -> bool:
    try:
        token.payload.decode("utf-8")
    except UnicodeDecodeError:
        return object_of(token.payload.decode("latin-1").encode("utf-8")) is not None
    return False
