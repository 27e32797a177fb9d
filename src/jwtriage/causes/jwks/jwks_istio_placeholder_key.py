"""The key set is Istio's placeholder: the real one could not be fetched.

## What happens
When istiod cannot fetch a `jwksUri`, it pushes a made-up key to the proxies, so that every token is refused instead of accepted.
Its modulus, decoded, is a sentence: `Error-IstiodFailedToFetchJwksUri-` and the URL. Envoy then answers "Jwt verification fails".

## Where it comes from
istiod has no route to the identity provider (egress, proxy, DNS), does not trust its certificate, or the URL is wrong. Restarting
the application changes nothing; the fetch is istiod's.
Seen in envoyproxy/envoy#24785, istio/istio#10547, istio/istio#29436, istio/istio#37710.

## How to fix it
Make the `jwksUri` reachable from istiod (egress, DNS, CA bundle; try `kubectl -n istio-system exec deploy/istiod -- curl -sv
URL`), then restart istiod to fetch at once.

Or put the keys into the RequestAuthentication itself (`jwks:`), or let the proxies fetch (`PILOT_JWT_ENABLE_REMOTE_JWKS`).
"""

from collections.abc import Iterator

from jwtriage.forensics.conversion import members_in
from jwtriage.forensics.jwk import is_placeholder
from jwtriage.model.case import Case, Sighting
from jwtriage.model.change import Choice, Scene
from jwtriage.model.finding import Sign

_FACT = "the modulus of a key in the verifier's set is istiod's error text: the key set could not be fetched"


def choose(choice: Choice) -> Iterator[str]:
    """Speak when the verifier holds the placeholder and the key that verifies was found elsewhere."""
    if _holders(choice.case) and (choice.signer_sighting is None or choice.signer_sighting.verifier is None):
        yield _FACT


def read(scene: Scene) -> Iterator[Sign]:
    """Report the placeholder, which names its cause itself."""
    for sighting in _holders(scene.case):
        yield Sign(_FACT, "likely", sighting.origin)


def _holders(case: Case) -> list[Sighting]:
    """Return the verifier's own texts with a placeholder in them."""
    own = (sighting for sighting in case.sightings if sighting.verifier is not None)
    return [sighting for sighting in own if any(is_placeholder(members) for members in members_in(sighting.text.reveal()))]
