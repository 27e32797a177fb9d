"""The payload is detached or not encoded, and the two sides disagree about it.

## What happens
RFC 7797 allows a JWS over the raw payload (`"b64": false`), RFC 7515 appendix F one whose payload travels separately. One side
signs the raw octets, the other verifies over their base64url.

## Where it comes from
Signed HTTP bodies and webhooks; libraries that ignore `b64`.

Seen in lestrrat-go/jwx#681, benmcollins/libjwt#315, potatosalad/ruby-jose#16, Keats/jsonwebtoken#149.

## How to fix it
Agree on one form: with `"b64": false` both sides use the raw payload and the header lists `b64` in `crit`; without it
both encode.

JWTs must not use `b64` at all (RFC 7797 section 7).
"""

from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.jose.base64url import encode
from jwtriage.model.case import Case
from jwtriage.model.change import Scene, TokenChange
from jwtriage.model.finding import Sign


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Verify over the raw payload, and over its base64url, whichever the header asks for."""
    if token.segments < 3 or (token.overridden and case.payload is None):
        return
    detached = not token.payload_segment
    if not detached and "b64" not in token.header:
        return
    for payload in _payloads(token, case):
        for content, how in ((payload, "with its payload not encoded"), (encode(payload).encode(), "with its payload encoded")):
            signed = token.header_segment + b"." + content
            if signed != token.signing_input or not token.strict:
                yield TokenChange(token.with_signing_input(signed), how)


def _payloads(token: TokenText, case: Case) -> Iterator[bytes]:
    if case.payload is not None:
        yield case.payload
        if case.payload.endswith(b"\n"):
            yield case.payload.removesuffix(b"\n")
    elif token.payload_segment:
        yield token.payload_segment
        yield TokenText.read(b"." + token.payload_segment + b".").payload


def read(scene: Scene) -> Iterator[Sign]:
    """Notice an empty payload segment: the content travels elsewhere."""
    token = scene.token
    if (token.is_compact or token.is_json) and not token.payload_segment and token.signature_segment and scene.case.payload is None:
        yield Sign("the payload segment is empty: the content is detached; give it with --payload FILE", "likely")
    elif (token.is_compact or token.is_json) and token.header.get("b64") is False:
        yield Sign("the header says that the payload is not encoded (b64 false), which many libraries ignore", "possible")
