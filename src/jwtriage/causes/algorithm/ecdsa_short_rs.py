"""The ECDSA signature lost leading zeros of r or s.

## What happens
r and s have a fixed width in a JWS (RFC 7518 section 3.4). The signer wrote each as the shortest number, so a signature in
which one of them begins with a zero octet is too short. It fails for under one token in a hundred with P-256, and for most with
P-521.

The reverse has the same origin: signed big integers put a zero octet in front of a number whose highest bit is set, and the
signature is an octet or two too long.

## Where it comes from
Hand-written conversion from DER or from big integers. The failures look random, and a retry succeeds.

Seen in kjur/jsrsasign#627, certbot/josepy#91, FusionAuth/fusionauth-jwt#57.

## How to fix it
Write r and s with leading zeros to the curve's full width at the issuer (32, 48 or 66 octets each), or upgrade the library that
signs.
"""

from collections.abc import Iterator

from jwtriage.forensics.compact import is_canonical
from jwtriage.forensics.ecdsa_format import WIDTHS
from jwtriage.forensics.recipe import recipe_for
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange

MOST_LOST = 6
"""So many zero octets at once are lost in one signature of 2^48; beyond that the signature was cut."""
MOST_ADDED = 2
"""A sign octet before each number, which signed big integers bring along."""


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Write both numbers in the curve's width, for each place where r may end."""
    recipe = recipe_for(token.alg or "")
    if recipe is None or recipe.family != "ECDSA" or token.segments != 3 or not is_canonical(token.signature_segment):
        return
    size = WIDTHS[recipe.curve]
    if -MOST_ADDED <= 2 * size - len(token.signature) <= MOST_LOST:
        for signature in _widened(token.signature, size):
            yield TokenChange(token.with_signature(signature), "with r and s written in the curve's full width")


def _widened(signature: bytes, size: int) -> Iterator[bytes]:
    """Yield the signature with r and s of ``size`` octets each, cut wherever both fit."""
    for split in range(max(0, len(signature) - size - 1), min(len(signature), size + 1) + 1):
        r, s = signature[:split].lstrip(b"\0"), signature[split:].lstrip(b"\0")
        widened = r.rjust(size, b"\0") + s.rjust(size, b"\0")
        if len(widened) == 2 * size and widened != signature:
            yield widened
