"""The ECDSA signature lost leading zeros of r or s.

## What happens
r and s have a fixed width in a JWS (RFC 7518 section 3.4). The signer wrote each as the shortest number, so a signature in
which one of them begins with a zero octet is too short. It fails for under one token in a hundred with P-256, and for most with
P-521.

## Where it comes from
Hand-written conversion from DER or from big integers. The failures look random, and a retry succeeds. Seen in
kjur/jsrsasign#627, certbot/josepy#91, FusionAuth/fusionauth-jwt#57.

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


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Put the zeros back, at each place where r may end."""
    recipe = recipe_for(token.alg or "")
    if recipe is None or recipe.family != "ECDSA" or not is_canonical(token.signature_segment):
        return
    size, signature = WIDTHS[recipe.curve], token.signature
    lost = 2 * size - len(signature)
    if not 0 < lost <= MOST_LOST:
        return
    for split in range(size - lost, size + 1):
        padded = signature[:split].rjust(size, b"\0") + signature[split:].rjust(size, b"\0")
        yield TokenChange(token.with_signature(padded), "with the leading zeros of r and s put back")
