"""The token's kid names one key, another one made the signature.

## What happens
The verifier does as told: it takes the key that the header names, and the signature fails. A key under another name verifies it.
The issuer's private key and the kid that it writes do not belong together.

## Where it comes from
A kid set in configuration apart from the key, a private key exchanged without its kid, a kid changed without its key, two
instances that share the kid and not the key.
Seen in panva/jose#687.

## How to fix it
Let the issuer compute the kid from the key it signs with (RFC 7638 thumbprint), or store the two as one JWK; then issue new
tokens.
"""

from collections.abc import Iterator

from jwtriage.model.change import Choice


def choose(choice: Choice) -> Iterator[str]:
    """Speak when the verifier holds a key under the token's kid, and one under another name (or none) verifies."""
    chosen, signer, kid = choice.chosen, choice.signer, choice.token.kid
    if kid is not None and chosen is not None and chosen.kid == kid and signer.kid != kid and chosen != signer:
        label = f"the key with kid {signer.kid!r}" if signer.kid is not None else "a key without a kid"
        yield f"the header names kid {kid!r}, and {label} verifies the signature"
