"""A kid was given to a new key while the old one still goes by it.

## What happens
The verifier's set has a key under the token's kid, only it is another key than the one that the issuer has under that name today.
Because the kid is known, no verifier fetches the set again: it fails until the cache ends or the process restarts.

## Where it comes from
A constant kid in code or configuration while the key is made anew at each start, a key replaced "in place" at a rotation.
Seen in auth0/jwks-rsa-java#277, DataZooDE/quack-oauth#15, spring-attic/spring-authorization-server#1015.

## How to fix it
Give every new key a new kid (its RFC 7638 thumbprint), and make the verifiers fetch the set again now; a verifier may also fetch
once, rate limited, when a known kid fails.
"""

from collections.abc import Iterator

from jwtriage.model.change import Choice


def choose(choice: Choice) -> Iterator[str]:
    """Speak when two sets hold different keys under the token's kid, and the other set's verifies."""
    chosen, signer, kid = choice.chosen, choice.signer, choice.token.kid
    own = choice.signer_sighting is not None and choice.signer_sighting.verifier is not None
    if not own and kid is not None and chosen is not None and chosen.kid == signer.kid == kid and chosen != signer:
        yield f"kid {kid!r} stands for one key in the verifier's set and for another, which verifies, elsewhere"
