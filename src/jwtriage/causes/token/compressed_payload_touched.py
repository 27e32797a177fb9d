"""The payload was compressed or inflated outside the signature.

## What happens
The header says `zip`, and the payload that was signed is not the one in the token: a consumer inflated it and encoded the JSON
again, or the issuer compressed it after signing.

## Where it comes from
JWS with compressed payloads outside a profile (SMART Health Cards), library extensions that compress JWS.

Seen in appsup-dart/jose#34, jwt-scala/jwt-scala#248, ozzi-/JWT4B#48.

## How to fix it
Verify the segments as received and inflate afterwards; at the issuer compress before signing.

Do not use `zip` with a JWS outside a profile that defines it.
"""

import zlib
from collections.abc import Iterator

from jwtriage.forensics.compact import is_sound, with_payload
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange

WINDOWS = (-15, 15, 31)
"""Raw deflate (RFC 1951), which `zip` means; the zlib format (RFC 1950); gzip (RFC 1952)."""
LEVELS = (6, 9, 1, 5, 2, 3, 4, 7, 8)
LARGEST = 1 << 20


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Compress the payload as the usual compressors do, or inflate it."""
    if "zip" not in token.header or not is_sound(token):
        return
    for payload, how in (*_inflated(token.payload), *_compressed(token.payload)):
        yield TokenChange(with_payload(token, payload), how)


def _inflated(payload: bytes) -> Iterator[tuple[bytes, str]]:
    for window in WINDOWS:
        try:
            yield zlib.decompressobj(window).decompress(payload, LARGEST), "with its payload inflated"
        except zlib.error:
            continue


def _compressed(payload: bytes) -> Iterator[tuple[bytes, str]]:
    if len(payload) > LARGEST:
        return
    for window in WINDOWS:
        for level in LEVELS:
            for memory in (8, 9):
                compressor = zlib.compressobj(level, zlib.DEFLATED, window, memory)
                yield compressor.compress(payload) + compressor.flush(), "with its payload compressed again"
