"""A proxy or application changed the header after signing.

## What happens
The header is part of what is signed. Somebody added `kid` or `typ`, took one out, or wrote the members in another order, and
the signature no longer fits.

## Where it comes from
A gateway that annotates tokens, a library that fills in `typ` when it parses and serialises. Seen in
justinlettau/azure-ad-verify-token#5, panva/jose#687.

## How to fix it
Pass tokens on as they were received; put additional information into another HTTP header. Remove the plugin or filter that
rewrites the header.
"""

import json
from collections.abc import Iterator, Mapping
from itertools import combinations, permutations
from typing import Any

from jwtriage.forensics.token import TokenText
from jwtriage.jose.base64url import encode
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange

MOST_MEMBERS = 6
SEPARATORS = ((",", ":"), (", ", ": "))
TYPES = ("JWT", "at+jwt", "jwt")


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Rebuild the header without a member, in another order, or with the usual ``typ``."""
    header = token.header
    if token.segments != 3 or token.overridden or not 1 <= len(header) <= MOST_MEMBERS:
        return
    for members, how in _headers(header):
        for separators in SEPARATORS:
            segment = encode(json.dumps(members, separators=separators, ensure_ascii=False).encode()).encode()
            if segment != token.header_segment:
                yield TokenChange(token.with_text(b".".join((segment, token.payload_segment, token.signature_segment))), how)


def _headers(header: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    others = [name for name in header if name != "alg"]
    for removed in (*combinations(others, 1), *combinations(others, 2)):
        rest = {name: value for name, value in header.items() if name not in removed}
        for order in _orders(list(rest)):
            yield {name: rest[name] for name in order}, "without a member of its header"
    for order in _orders(list(header)):
        yield {name: header[name] for name in order}, "with the members of its header in another order"
    if "typ" not in header:
        for kind in TYPES:
            yield {**header, "typ": kind}, "with typ in its header"
            yield {"typ": kind, **header}, "with typ in its header"


def _orders(names: list[str]) -> Iterator[tuple[str, ...]]:
    yield from permutations(names) if len(names) <= 4 else (tuple(names), tuple(sorted(names)))
