"""The signer signed something else than the token's header and payload.

## What happens
A JWS signs the two encoded segments with the dot between them (RFC 7515 section 5.1). The signer took the plain JSON, the
payload alone, left out the dot, or added a line end.

## Where it comes from
Signing in a shell (`echo "$header.$payload" | openssl dgst` signs a newline, too), or a first implementation from memory. Seen
in jasongoodwin/authentikat-jwt#3, agens-no/EllipticCurveKeyPair#31, emcrisostomo/jwt-cli#3.

## How to fix it
Sign exactly the ASCII text `base64url(header) + "." + base64url(payload)`; in a shell use `printf %s "$header.$payload"`.
"""

from collections.abc import Iterator
from hashlib import new
from itertools import product

from jwtriage.forensics.compact import TO_STANDARD, is_sound, padded
from jwtriage.forensics.loose_base64 import decode, encode
from jwtriage.forensics.token import TokenText
from jwtriage.jose.base64url import encode_octets
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange

DOTS = (b"", b"\n", b",", b":", b" ", b"+", b".\n")
"""What stands between the two parts where the dot belongs."""
ENDS = (b"", b"\n", b"\r\n")
BEHIND = (b"\n", b"\r\n", b".", b" ", b"\0", b"\n\n")
HASHES = ("sha256", "sha512", "sha1", "md5", "sha384")
BOM = b"\xef\xbb\xbf"


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Verify over each of the texts that signers take by mistake."""
    if not is_sound(token):
        return
    seen = {token.signing_input}
    for signed, how in (*_parts(token), *_around(token.signing_input), *_converted(token.signing_input)):
        if signed not in seen:
            seen.add(signed)
            yield TokenChange(token.with_signing_input(signed), how)


def _parts(token: TokenText) -> Iterator[tuple[bytes, str]]:
    """Yield header and payload, encoded or not, alone and in the combinations that signers make of them, with and without a newline."""
    header, payload, plain_header, plain_payload = token.header_segment, token.payload_segment, decode(token.header_segment), token.payload
    for end in ENDS:
        for dot, (first, second) in product((b".", b""), ((plain_header, plain_payload), (plain_header, payload), (header, plain_payload))):
            yield first + dot + second + end, "read as plain JSON instead of its base64url"
        for alone in (payload, plain_payload, b"." + payload):
            yield alone + end, "read as its payload alone"
        for alone in (header, plain_header, header + b"."):
            yield alone + end, "read as its header alone"
        yield header + end + b"." + payload + end, "with a newline behind what was signed"
    for dot in (b".", b""):
        yield payload + dot + header, "with header and payload swapped"


def _around(both: bytes) -> Iterator[tuple[bytes, str]]:
    """Yield header and payload with something between, before or behind them."""
    for dot in DOTS:
        yield both.replace(b".", dot), "with something else than a dot between header and payload"
    for end in BEHIND:
        yield both + end, "with a newline or another character behind what was signed"
    for end in ENDS:
        yield padded(both) + end, "with the padding that was signed"
    yield b'"' + both + b'"', "with quotes around what was signed"
    yield b" " + both, "with a space in front of what was signed"
    yield BOM + both, "with a byte order mark in front of what was signed"


def _converted(both: bytes) -> Iterator[tuple[bytes, str]]:
    """Yield header and payload after a conversion of the whole."""
    for name in HASHES:
        yield new(name, both, usedforsecurity=False).hexdigest().encode(), "as the hexadecimal hash of header and payload"
        yield new(name, both, usedforsecurity=False).digest(), "as the hash of header and payload"
    yield new("sha256", both).hexdigest().upper().encode(), "as the hexadecimal hash of header and payload"
    yield padded(both).translate(TO_STANDARD), "in the padded standard base64 that was signed"
    yield both.hex().encode(), "as the hexadecimal text of header and payload"
    for encoded in (encode_octets(both), encode(both), padded(encode(both))):
        yield encoded, "encoded in base64 once more"
    for charset in ("utf-16-le", "utf-16", "utf-16-be"):
        yield both.decode("latin-1").encode(charset), "in UTF-16"
    yield both.lower(), "in small letters"
