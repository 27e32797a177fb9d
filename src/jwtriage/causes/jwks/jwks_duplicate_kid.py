"""Two keys of the set share one kid.

## What happens
The token's kid fits two different keys. The verifier takes the first (or, where a map is built, the last), the issuer signs with
the other.

## Where it comes from
A key added under the name of an old one, one kid for each realm instead of for each key, two sets merged, a constant kid in
configuration.
Seen in keycloak/keycloak#14794, lestrrat-go/jwx#757, fluojs/fluo#3192.

## How to fix it
Give every key a kid of its own, best its RFC 7638 thumbprint, and publish the set again; until then let the verifier try every
key under the kid.
"""

from collections.abc import Iterator

from jwtriage.model.change import Choice


def choose(choice: Choice) -> Iterator[str]:
    """Speak when the key taken and the key that verifies stand under the same kid in the verifier's own set."""
    chosen, signer, kid = choice.chosen, choice.signer, choice.token.kid
    own = choice.signer_sighting is not None and choice.signer_sighting.verifier is not None
    if own and chosen is not None and kid is not None and chosen.kid == signer.kid == kid and chosen != signer:
        count = len({key for key in choice.verifier_keys if key.kid == kid})
        yield f"kid {kid!r} stands for {count} different keys in the verifier's set; not the first of them verifies"
