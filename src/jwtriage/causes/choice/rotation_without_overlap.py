"""The key was replaced at once, and valid old tokens are rejected.

## What happens
The verifier knows the new key only. Tokens that were issued before the change are still within their lifetime and verify with
the previous key.

## Where it comes from
A rotation in one step: secret replaced, services restarted. Seen in Shopify/shopify_app#1459, Shopify/shopify-api-ruby#978,
Tmeister/wp-api-jwt-auth#217.

## How to fix it
Let the verifiers accept the previous and the new key side by side for as long as the longest token lives (plus the clock skew),
and only then retire the previous one.
"""

from collections.abc import Iterator

from jwtriage.model.change import Choice
from jwtriage.model.predecessor import is_older


def choose(choice: Choice) -> Iterator[str]:
    """Notice that the key that verifies is an older version of the verifier's."""
    if is_older(choice.signer_sighting, choice.chosen_sighting):
        yield "the signature verifies with the previous key, which the verifier no longer has"
