"""A proxy or application changed the header after signing.

## What happens
The header is part of what is signed. Somebody added `kid` or `typ`, took one out, or wrote the members in another order, and
the signature no longer fits.

## Where it comes from
A gateway that annotates tokens, a library that fills in `typ` when it parses and serialises.

Seen in justinlettau/azure-ad-verify-token#5, panva/jose#687.

## How to fix it
Pass tokens on as they were received; put additional information into another HTTP header.

Remove the plugin or filter that rewrites the header.
"""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import combinations, permutations
from typing import Any

from jwtriage.forensics.compact import is_encoded, is_length_of, is_sound, with_header
from jwtriage.forensics.json_spellings import SEPARATORS
from jwtriage.forensics.token import TokenText
from jwtriage.jose.algorithms import ALGORITHMS
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange

Header = Mapping[str, Any]

MOST_MEMBERS = 8
FULLY_PERMUTED = 3
"""Headers of so many members are tried in every order, larger ones in the usual orders."""
TYPES = ("JWT", "at+jwt", "jwt", "application/at+jwt")
MOST_KIDS = 8
KID = re.compile(rb'"kid"\s*:\s*"([^"\\]{1,200})"')
REMOVED, ORDERED = "without a member of its header", "with the members of its header in another order"
ADDED, REPLACED = "with a member put back into its header", "with another value in its header"


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Rebuild the header without a member, in another order, with a lost member, or with another ``typ`` or ``kid``."""
    if len(token.header) > MOST_MEMBERS or not is_encoded(token):
        return
    seen = {token.header_segment}
    others = _headers(token.header, case) if is_sound(token) else ()
    for members, how in (*_under_other_algorithms(token), *others):
        for separators in SEPARATORS[:2]:
            changed = with_header(token, json.dumps(members, separators=separators, ensure_ascii=False).encode("utf-8", "surrogatepass"))
            if changed.header_segment not in seen:
                seen.add(changed.header_segment)
                yield TokenChange(changed, how)


def _headers(header: Header, case: Case) -> Iterator[tuple[Header, str]]:
    others = [name for name in header if name != "alg"]
    for removed in (*combinations(others, 1), *combinations(others, 2)):
        for members in _orders({name: value for name, value in header.items() if name not in removed}):
            yield members, REMOVED
    for members in _orders(header):
        if list(members) != list(header):
            yield members, ORDERED
    for name, value in _values(case):
        if name in header and header[name] != value:
            yield {**header, name: value}, REPLACED
        elif name not in header:
            yield {**header, name: value}, ADDED
            yield {name: value, **header}, ADDED
            yield from ((members, ADDED) for members in _orders({**header, name: value}))


def _under_other_algorithms(token: TokenText) -> Iterator[tuple[Header, str]]:
    """Yield the header with each other algorithm whose signatures may be as long as the token's."""
    for alg in ALGORITHMS:
        if alg != token.alg and is_length_of(alg, len(token.signature)):
            yield {**token.header, "alg": alg}, REPLACED


def _values(case: Case) -> Iterator[tuple[str, str]]:
    """Yield the usual types, and every kid that the keys at hand have."""
    yield from (("typ", kind) for kind in TYPES)
    kids = [kid for sighting in case.sightings for kid in KID.findall(sighting.text.reveal())]
    yield from (("kid", kid.decode("utf-8", "replace")) for kid in list(dict.fromkeys(kids))[:MOST_KIDS])


def _orders(header: Header) -> Iterator[Header]:
    names = list(header)
    fronts = ([first, *(name for name in names if name != first)] for first in ("alg", "typ", "kid") if first in names)
    usual = (names, sorted(names), names[::-1], *fronts)
    for order in permutations(names) if len(names) <= FULLY_PERMUTED else usual:
        yield {name: header[name] for name in order}
