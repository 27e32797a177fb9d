"""The signature is hexadecimal text instead of octets.

## What happens
The signer took the hexadecimal form of the signature and put it into the token, as it is or encoded once more. The signature is
twice as long as it should be. The same happens with other forms: base64 within base64, a list of numbers, octets as a language
shows them, a line end behind the octets, or their order reversed.

## Where it comes from
`hexdigest()`, `digest('hex')` or a database's HMAC function in hand-written issuers; `str()` of octets; an interface that gives
big numbers with their lowest octet first, as that of Windows does.

Seen in mozilla/fxa-auth-server#824, decentralized-identity/veramo#527.

## How to fix it
Use the raw octets of the signature (`digest()`), and encode those with base64url.
"""

import re
from base64 import b64decode
from binascii import unhexlify
from collections.abc import Iterator

from jwtriage.forensics.compact import TO_STANDARD
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange

HEX = re.compile(rb"\s*(?:[^\n=]{0,24}= ?|0x|\\x)?((?:[0-9a-fA-F]{2}[: ]?){20,2048})\s*")
"""At least twenty octets (HMAC with SHA-1), perhaps behind ``SHA2-256(stdin)= `` or ``0x``, as OpenSSL and databases print them."""
DECIMAL = re.compile(rb"\[?\s*(?:\d{1,3}\s*,\s*){19,2048}\d{1,3}\s*\]?")
ESCAPED = re.compile(rb"\\(x[0-9a-f]{2}|[nrt'\"\\])")
NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"'": b"'", b'"': b'"', b"\\": b"\\"}
"""The short escapes of a bytes literal of Python."""
SHORTEST = 20


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Read the signature, or the segment itself, as hexadecimal; or as base64, numbers or characters within base64."""
    segment = token.signature_segment
    if token.segments != 3 or segment != segment.strip() or segment.endswith(b"="):
        return
    for signature, how in (*_written(token.signature_segment), *_written(token.signature), *_encoded(token.signature), *_framed(token.signature)):
        if len(signature) >= SHORTEST:
            yield TokenChange(token.with_signature(signature), how)


def _written(text: bytes) -> Iterator[tuple[bytes, str]]:
    """Read digits."""
    digits = HEX.fullmatch(text)
    if digits:
        yield unhexlify(digits.group(1).translate(None, b": ")), "with its signature read as hexadecimal"
    if DECIMAL.fullmatch(text):
        yield bytes(int(number) & 0xFF for number in re.findall(rb"\d+", text)), "with its signature read from a list of numbers"


def _encoded(text: bytes) -> Iterator[tuple[bytes, str]]:
    """Undo an encoding inside the segment's own."""
    bare = b"".join(text.split()).rstrip(b"=").translate(TO_STANDARD)
    try:
        inner = b64decode(bare + b"=" * (-len(bare) % 4), validate=True)
    except ValueError:
        inner = b""
    yield inner, "with its signature decoded from base64 once more"
    yield from _written(inner)
    try:
        yield text.decode("utf-8").encode("latin-1"), "with its signature read as characters instead of octets"
    except ValueError:
        return


def _framed(text: bytes) -> Iterator[tuple[bytes, str]]:
    """Take off what a shell or a language puts around octets that it shows, or turn them about."""
    if text[-1:] in (b"\n", b"\0"):
        yield text.rstrip(b"\r\n\0"), "without the line end or NUL behind its signature's octets"
    if text[:1] in (b'"', b"'") and text[:1] == text[-1:]:
        yield from _encoded(text[1:-1])
    if text[:2] in (b"b'", b'b"') and text[1:2] == text[-1:]:
        yield ESCAPED.sub(_octet, text[2:-1]), "with its signature read from the way in which Python shows octets"
    yield text[::-1], "with the octets of its signature in reverse order"
    half = len(text) // 2
    yield text[:half][::-1] + text[half:][::-1], "with the octets of both its numbers in reverse order"


def _octet(match: re.Match[bytes]) -> bytes:
    escape = match.group(1)
    return unhexlify(escape[1:]) if escape[:1] == b"x" else NAMED[escape]
