r"""Header or payload were written again after signing.

## What happens
The signature covers the octets of the JSON, not its meaning. Something parsed the token and wrote it again with other spaces,
another order of members, `\/` for `/`, `\u00e8` for an accent, or `1.0` for `1`. The content looks right and the signature
fails.

## Where it comes from
A gateway that decodes and encodes claims; a verifier that serialises the parsed payload again before checking. Seen in
namshi/jose#109, emarref/jwt#33, tymondesigns/jwt-auth#789.

## How to fix it
Verify the segments exactly as received, and make the gateway or library pass them through unchanged.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from itertools import permutations
from typing import Any

from jwtriage.forensics.token import TokenText
from jwtriage.jose.base64url import encode
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange

USUAL = ("iss", "sub", "aud", "exp", "nbf", "iat", "jti")
LARGEST = 1 << 16
MOST_PERMUTED = 8


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Write payload and header as the usual serialisers do, in the usual orders."""
    if token.segments != 3 or token.overridden or len(token.text) > LARGEST or token.claims is None or not token.header:
        return
    headers = list(dict.fromkeys((token.header_segment, *_written(token.header, _plain_texts))))
    payloads = list(dict.fromkeys((token.payload_segment, *_payloads(token.claims))))
    for payload in payloads:
        yield from _changed(token, token.header_segment, payload, "its payload")
    for header in headers:
        for payload in payloads[:5]:
            yield from _changed(token, header, payload, "its header")


def propose_repair(token: TokenText) -> Iterator[TokenChange]:
    """Write the payload in every order of its members, up to eight."""
    claims = token.claims
    if token.segments != 3 or not claims or len(claims) > MOST_PERMUTED or len(token.text) > LARGEST:
        return
    members = {name: json.dumps({name: value}, separators=(",", ":"), ensure_ascii=False)[1:-1] for name, value in claims.items()}
    spaced = {name: json.dumps({name: value}, ensure_ascii=False)[1:-1] for name, value in claims.items()}
    for order in permutations(claims):
        for written, comma in ((members, ","), (spaced, ", ")):
            segment = encode(("{" + comma.join(written[name] for name in order) + "}").encode("utf-8", "surrogatepass")).encode()
            yield TokenChange(_with_segments(token, token.header_segment, segment), "with its payload written as it was signed")


def _changed(token: TokenText, header: bytes, payload: bytes, what: str) -> Iterator[TokenChange]:
    if (header, payload) != (token.header_segment, token.payload_segment):
        yield TokenChange(_with_segments(token, header, payload), f"with {what} written as it was signed")


def _with_segments(token: TokenText, header: bytes, payload: bytes) -> TokenText:
    return token.with_text(b".".join((header, payload, token.signature_segment)))


def _payloads(claims: Mapping[str, Any]) -> Iterator[bytes]:
    for value in (*_orders(claims), *_numbers(claims)):
        yield from _written(value, _texts)


def _written(value: Mapping[str, Any], texts: Callable[[Mapping[str, Any]], Iterator[str]]) -> Iterator[bytes]:
    for text in texts(value):
        yield encode(text.encode("utf-8", "surrogatepass")).encode()


def _texts(value: Mapping[str, Any]) -> Iterator[str]:
    for text in _plain_texts(value):
        yield text
        yield text.replace("/", "\\/")
        yield _escaped_for_html(text)
    for indent in (2, 4, "\t", 1, 3):
        for ensure_ascii in (True, False):
            pretty = json.dumps(value, indent=indent, ensure_ascii=ensure_ascii)
            yield pretty
            yield pretty.replace("/", "\\/")
    yield json.dumps(value, separators=(",", ":")) + "\n"


def _plain_texts(value: Mapping[str, Any]) -> Iterator[str]:
    for separators in ((",", ":"), (", ", ": "), (",", ": "), (" , ", " : "), (", ", ":")):
        for ensure_ascii in (False, True):
            text = json.dumps(value, separators=separators, ensure_ascii=ensure_ascii)
            yield text
            if ensure_ascii and "\\u" in text:
                yield _upper_escapes(text)


def _upper_escapes(text: str) -> str:
    r"""Write ``\u00E8`` instead of ``\u00e8``."""
    head, *tails = text.split("\\u")
    return head + "".join("\\u" + tail[:4].upper() + tail[4:] for tail in tails)


def _escaped_for_html(text: str) -> str:
    """Write ``<``, ``>`` and ``&`` as Go's encoder does."""
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _orders(claims: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    names = list(claims)
    known = [name for name in USUAL if name in claims]
    others = [name for name in names if name not in USUAL]
    times = [name for name in names if name in ("iat", "exp", "nbf")]
    rest = [name for name in names if name not in times]
    for order in (names, sorted(names), known + others, others + known, rest + times, times + rest, names[::-1], sorted(names, reverse=True)):
        yield {name: claims[name] for name in order}


def _numbers(claims: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Whole numbers as floats, and floats as whole numbers."""
    whole = {name: int(value) if isinstance(value, float) and value.is_integer() else value for name, value in claims.items()}
    floats = {name: float(value) if isinstance(value, int) and not isinstance(value, bool) else value for name, value in claims.items()}
    yield from (whole, floats)
