r"""Header or payload were written again after signing.

## What happens
The signature covers the octets of the JSON, not its meaning. Something parsed the token and wrote it again with other spaces,
another order of members, `\/` for `/`, `\u00e8` for an accent, or `1.0` for `1`. The content looks right and the signature
fails.

## Where it comes from
A gateway that decodes and encodes claims; a verifier that serialises the parsed payload again before checking.

Seen in namshi/jose#109, emarref/jwt#33, tymondesigns/jwt-auth#789.

## How to fix it
Verify the segments exactly as received, and make the gateway or library pass them through unchanged.
"""

import json
from collections.abc import Iterator, Mapping
from itertools import permutations
from typing import Any

from jwtriage.forensics import json_spellings as spellings
from jwtriage.forensics.compact import is_sound, with_header, with_payload
from jwtriage.forensics.loose_base64 import decode
from jwtriage.forensics.recipe import is_slow, recipe_for
from jwtriage.forensics.token import TokenText
from jwtriage.jose.base64url import encode_octets
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange

LARGEST = 1 << 16
MOST_PERMUTED = 8
FEW = 8
"""So many spellings of the payload are tried together with another header."""
PAYLOAD, HEADER = "with its payload written as it was signed", "with its header written as it was signed"
BOTH = "with its header and payload written as they were signed"


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Write payload, header or both as the usual serialisers do, in the usual orders."""
    if len(token.text) > LARGEST or token.claims is None or not is_sound(token):
        return
    headers = _new(spellings.common(token.header), decode(token.header_segment))
    payloads = _new(_payloads(token.claims), token.payload)
    for payload in payloads:
        yield TokenChange(with_payload(token, payload), PAYLOAD)
    for header in headers:
        changed = with_header(token, header)
        yield TokenChange(changed, HEADER)
        for payload in payloads[:FEW]:
            yield TokenChange(with_payload(changed, payload), BOTH)


def propose_repair(token: TokenText) -> Iterator[TokenChange]:
    """Write the payload in every order of its members, up to eight; compactly first, then with spaces."""
    claims = token.claims
    if not claims or not 1 < len(claims) <= MOST_PERMUTED or len(token.text) > LARGEST or not is_sound(token):
        return
    head, tail = token.header_segment + b".", b"." + token.signature_segment
    recipe = recipe_for(token.alg or "")
    few = len(claims) < MOST_PERMUTED or recipe is None or not is_slow(recipe)
    for comma, colon in spellings.SEPARATORS[: 2 if few else 1]:
        members = [json.dumps({name: value}, separators=(comma, colon), ensure_ascii=False)[1:-1] for name, value in claims.items()]
        for order in _orders(members):
            payload = "{" + comma.join(order) + "}"
            yield TokenChange(TokenText(head + encode_octets(payload.encode("utf-8", "surrogatepass")) + tail), PAYLOAD)


def _orders(members: list[str]) -> Iterator[tuple[str, ...]]:
    """Yield every order once, those in which a single member has moved first."""
    near = dict.fromkeys(_moved(members))
    yield from near
    yield from (order for order in permutations(members) if order not in near)


def _moved(members: list[str]) -> Iterator[tuple[str, ...]]:
    for at, member in enumerate(members):
        others = (*members[:at], *members[at + 1 :])
        yield from ((*others[:to], member, *others[to:]) for to in range(len(members)))


def _payloads(claims: Mapping[str, Any]) -> Iterator[bytes]:
    """Yield the likely spellings first: the usual separators, then the usual orders."""
    yield from spellings.plain(claims)
    for value in spellings.reordered(claims):
        yield next(spellings.plain(value))
    yield from spellings.usual(claims)
    for value in (*spellings.reordered(claims), *spellings.renumbered(claims), *spellings.reshaped(claims)):
        yield from spellings.common(value)
    yield from spellings.arranged(claims)


def _new(texts: Iterator[bytes], received: bytes) -> list[bytes]:
    return [text for text in dict.fromkeys(texts) if text != received]
