"""An EC coordinate in the JWK has not the full length of its curve.

## What happens
About one EC key in 128 has a coordinate that begins with a zero octet. The publisher wrote the number without it (or with one too
many), so `x` or `y` is 31 or 33 octets instead of 32. RFC 7518 section 6.2.1.2 asks for the full length; strict parsers refuse
the key, others put the point together wrongly. Every key before worked, this one does not.

## Where it comes from
`BigInteger.toByteArray()` or `int.to_bytes` of minimal length when the JWK is written.
Seen in keycloak/keycloak#14933, jwt/ruby-jwt#585, TrueLayer/truelayer-signing#50, akrantz01/lers#43.

## How to fix it
Write `x` and `y` in the full length of the curve (32 octets for P-256, 48 for P-384, 66 for P-521), filled with zeros on the
left, and publish the JWK again.

Where the publisher is not yours, pad the coordinates on import, or let the issuer make another key.
"""

from collections.abc import Iterator
from typing import Any

from jwtriage.forensics.conversion import with_repaired_keys
from jwtriage.forensics.jwk import Members, in_base64url, with_full_coordinates
from jwtriage.model.change import DocumentText, TextChange


def propose_document(text: DocumentText) -> Iterator[TextChange]:
    """Fill the coordinates up with zeros, or take those too many off."""
    changed = with_repaired_keys(text.text, _repaired)
    if changed is not None:
        yield TextChange(changed, "with coordinates in the full length of the curve")


def _repaired(members: Members) -> dict[str, Any] | None:
    """Leave numbers in standard base64 alone: that fault comes first, and is another cause's."""
    return with_full_coordinates(members) if in_base64url(members) is None else None
