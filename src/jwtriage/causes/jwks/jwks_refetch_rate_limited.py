"""The new key is published, but the verifier may not fetch the set again yet.

## What happens
The token's kid is unknown, the verifier would fetch, but a cooldown, a rate limit or a cache on the way (CDN, `Cache-Control`)
holds it back. Tokens fail for exactly as long as that lasts, then all is well.

## Where it comes from
Two rotations within one cooldown (30 seconds in `jose`, 10 requests a minute in jwks-rsa), a CDN that keeps the set for longer
than the issuer waits between publishing a key and signing with it.
Seen in supabase/auth-js#1080, supabase/server#165, secure-agentic-framework/saf-mcp#36.

## How to fix it
Publish a new key for longer than every cache on the way keeps the set before the first token is signed with it; shorten
`max-age`, and purge the CDN at a rotation.
"""

from collections.abc import Iterator

from jwtriage.model.change import Choice


def choose(choice: Choice) -> Iterator[str]:
    """Speak when the verifier's set came out of a cache on the way (an ``Age`` header) and lacks the kid that another copy has."""
    kid, sighting = choice.token.kid, choice.chosen_sighting
    age = sighting.labels.get("age", "") if sighting is not None else ""
    if kid is None or choice.signer.kid != kid or any(key.kid == kid for key in choice.verifier_keys):
        return
    if age.isdecimal() and int(age) > 0:
        yield f"the verifier's set was {int(age)} seconds old when it came from a cache on the way; the key under kid {kid!r} is newer"
