"""The verifier's copy of the key set is old: it lacks the key that signed.

## What happens
The issuer has a new key and publishes it. The verifier holds an older copy of the set, does not find the token's kid in it, and
does not fetch again. A fresh login does not help, a restart does.

## Where it comes from
A set fetched once at start or kept in a file, a cache of 20 minutes (Istio) or an hour (proxies), a client that refetches by time
only.
Seen in envoyproxy/gateway#4180, istio/istio#10547, istio/istio#29436, mckinsey/agents-at-scale-ark#2457,
oidcproxydotnet/OidcProxy.Net#242.

## How to fix it
Make the verifier fetch the set again now (restart it, or istiod), and let it fetch once, with a pause between, whenever it meets
an unknown kid.

On the issuer's side publish a new key at least one cache time before signing with it.
"""

from collections.abc import Iterator

from jwtriage.model.addresses import place_of
from jwtriage.model.change import Choice
from jwtriage.model.environments import environments_in


def choose(choice: Choice) -> Iterator[str]:
    """Speak when the token's kid is missing in the verifier's set and stands, with the key that verifies, in another copy of the set."""
    kid = choice.token.kid
    held = {key.kid for key in choice.verifier_keys} - {None}
    own = choice.signer_sighting is not None and choice.signer_sighting.verifier is not None
    if own or kid is None or not held or kid in held or choice.signer.kid != kid or _are_environments(choice):
        return
    shared = "which shares keys with it and has" if _overlap(choice) else "which has"
    yield f"the verifier's set has no key under kid {kid!r}; the key is in another copy of the set, {shared} it under that kid"


def _overlap(choice: Choice) -> bool:
    return bool(set(choice.verifier_keys) & set(choice.signer_keys))


def _are_environments(choice: Choice) -> bool:
    """Tell whether the two sets, which share no key, lie in places named for different environments: then neither is a copy of the other."""
    ours, theirs = environments_in(place_of(choice.chosen_sighting)), environments_in(place_of(choice.signer_sighting))
    return not _overlap(choice) and bool(ours) and bool(theirs) and not ours & theirs
