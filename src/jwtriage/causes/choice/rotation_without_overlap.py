"""The key was replaced at once, and valid old tokens are rejected.

## What happens
The verifier knows the new key only. Tokens that were issued before the change are still within their lifetime, verify with the
previous key, and fail. Who logs in again has no trouble, which makes the fault look random.

## Where it comes from
A rotation in one step: secret replaced, services restarted.

Seen in Shopify/shopify_app#1459, Shopify/shopify-api-ruby#978, Tmeister/wp-api-jwt-auth#217.

## How to fix it
Let the verifiers accept the previous key beside the new one again, for as long as the longest token lives plus the clock skew.

Only then retire it. At the next rotation add the new key to all verifiers first, switch the issuer second.
"""

from collections.abc import Iterator

from jwtriage.model.change import Choice
from jwtriage.model.predecessor import is_older


def choose(choice: Choice) -> Iterator[str]:
    """Notice that the key that verifies is an older version of the verifier's."""
    if is_older(choice.signer_sighting, choice.chosen_sighting):
        yield "the signature verifies with the previous key, which the verifier no longer has"
