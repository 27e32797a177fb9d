"""The JWK's modulus begins with a zero octet.

## What happens
`n` has one octet more than the key: 257 for 2048 bits. The first is zero, the sign of a signed big integer. RFC 7518 sections 2
and 6.3.1.1 want the least octets. Lenient consumers read the same number; strict ones (ring, older .NET, AWS STS) refuse the key
or take it for another.

## Where it comes from
Java's `BigInteger.toByteArray()`, Go's and C's signed encodings, base64 of the ASN.1 INTEGER.
Seen in AzureAD/azure-activedirectory-identitymodel-extensions-for-dotnet#977, cloudfoundry/uaa#449,
jenkinsci/oidc-provider-plugin#205, GluuFederation/oxAuth#143.

## How to fix it
Publish `n` (and `e`) without leading zero octets: strip the sign octet before the base64url encoding.

A consumer that cannot wait strips it on import. The thumbprint of RFC 7638 changes with it: compute it from the sound form on
both sides.
"""

from collections.abc import Iterator
from typing import Any

from jwtriage.forensics.conversion import with_repaired_keys
from jwtriage.forensics.jwk import Members, in_base64url, without_leading_zeros
from jwtriage.model.change import DocumentText, TextChange


def propose_document(text: DocumentText) -> Iterator[TextChange]:
    """Take the leading zero octets off the RSA numbers."""
    changed = with_repaired_keys(text.text, _repaired)
    if changed is not None:
        yield TextChange(changed, "without the zero octet before its modulus or exponent")


def _repaired(members: Members) -> dict[str, Any] | None:
    """Leave numbers in standard base64 alone: that fault comes first, and is another cause's."""
    return without_leading_zeros(members) if in_base64url(members) is None else None
