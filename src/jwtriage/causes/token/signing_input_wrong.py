"""The signer signed something else than header and payload as they stand in the token.

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
from hashlib import sha256

from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange

TO_STANDARD = bytes.maketrans(b"-_", b"+/")
BOM = b"\xef\xbb\xbf"


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Verify over each of the texts that signers take by mistake."""
    if token.segments != 3 or token.overridden or not token.header:
        return
    for signed, how in _texts(token.header_segment, token.payload_segment, token):
        yield TokenChange(token.with_signing_input(signed), how)


def _texts(header: bytes, payload: bytes, token: TokenText) -> Iterator[tuple[bytes, str]]:
    plain = _json_of(header)
    yield plain + b"." + token.payload, "read as the plain JSON of header and payload"
    yield plain + token.payload, "read as the plain JSON of header and payload without a dot"
    yield payload, "read as its payload segment alone"
    yield token.payload, "read as the plain payload alone"
    yield header, "read as its header segment alone"
    yield header + payload, "without the dot between header and payload"
    yield payload + b"." + header, "with header and payload swapped"
    for end in (b"\n", b"\r\n", b".", b" ", b"\0"):
        yield header + b"." + payload + end, "with a newline or another character behind what was signed"
    padded = [segment + b"=" * (-len(segment) % 4) for segment in (header, payload)]
    yield b".".join(padded), "with the padding that was signed"
    yield b".".join(padded).translate(TO_STANDARD), "in the padded standard base64 that was signed"
    both = header + b"." + payload
    yield sha256(both).hexdigest().encode(), "as the hexadecimal hash of header and payload"
    yield sha256(both).digest(), "as the hash of header and payload"
    yield BOM + both, "with a byte order mark in front of what was signed"
    yield both.decode("latin-1").encode("utf-16-le"), "in UTF-16"
    yield header + b"." + token.payload, "with the payload not encoded"
    yield plain + b"." + payload, "with the header not encoded"


def _json_of(header: bytes) -> bytes:
    return TokenText.read(b"." + header + b".").payload
