"""The issuer goes on signing with the old key after a new one exists.

## What happens
A new key was created and the verifiers were switched to it, but the issuer signs with the old one until that is revoked. Even
tokens issued a moment ago verify with the old key only, so a new login does not help.

## Where it comes from
Providers that sign with the oldest active secret, an issuer that was not restarted, a rotation done in the wrong order.

Seen in Shopify/shopify-api-ruby#192, Shopify/shopify_app#1323, Shopify/omniauth-shopify-oauth2#70.

## How to fix it
Put the old key back beside the new one on every verifier, then switch the issuer.

Watch until its fresh tokens carry the new key, and only then remove the old one.
"""

from collections.abc import Iterator

from jwtriage.model.change import Choice
from jwtriage.model.predecessor import is_older

FRESH = 120
"""A token issued less than so many seconds before the verification was signed after any rotation that is worth asking about."""


def choose(choice: Choice) -> Iterator[str]:
    """Notice a token that was issued just now and yet carries the previous key's signature."""
    issued = (choice.token.claims or {}).get("iat")
    is_fresh = isinstance(issued, int | float) and 0 <= choice.case.at - issued <= FRESH
    if is_fresh and is_older(choice.signer_sighting, choice.chosen_sighting):
        yield "the token was issued a moment ago, and its signature verifies with the previous key"
