"""The JWK's certificate and its numbers are different keys.

## What happens
A JWK may carry its key twice: as `n` and `e` (or `x` and `y`) and as a certificate in `x5c`. Here the two are not the same key.
Consumers that go by the certificate and those that go by the numbers verify with different keys, and strict ones refuse the JWK
(RFC 7517 section 4.7).

## Where it comes from
A certificate that was renewed with a new key while the numbers stayed, or the reverse; a mock that copies `x5c` from an example;
an EC certificate in a place where RSA is assumed.
Seen in Levino/mock-jwks#37, netbirdio/netbird#7442.

## How to fix it
Publish the JWK again with both from the same key, or leave `x5c` out: verifiers need only the numbers.
"""

from collections.abc import Iterator
from typing import Any

from jwtriage.forensics import jwk
from jwtriage.forensics.conversion import with_repaired_keys
from jwtriage.model.change import DocumentText, TextChange

_CERTIFICATE_MEMBERS = ("x5c", "x5t", "x5t#S256", "x5u")


def propose_document(text: DocumentText) -> Iterator[TextChange]:
    """Believe the certificate, or believe the numbers."""
    for repair, how in ((_certified, "taken from its certificate in x5c"), (_uncertified, "taken from its own numbers, not from x5c")):
        changed = with_repaired_keys(text.text, repair)
        if changed is not None:
            yield TextChange(changed, how)


def _certified(members: jwk.Members) -> dict[str, Any] | None:
    changed = jwk.from_certificate(members)
    return None if changed is None else {**_without_certificate(changed), "x5c": members["x5c"]}


def _uncertified(members: jwk.Members) -> dict[str, Any] | None:
    return _without_certificate(members) if jwk.from_certificate(members) is not None else None


def _without_certificate(members: jwk.Members) -> dict[str, Any]:
    return {name: value for name, value in members.items() if name not in _CERTIFICATE_MEMBERS}
