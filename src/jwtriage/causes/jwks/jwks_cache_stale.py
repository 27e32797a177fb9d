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

import re
from collections.abc import Iterator

from jwtriage.model.case import Sighting
from jwtriage.model.change import Choice

_ENVIRONMENTS = {
    **dict.fromkeys(("prod", "production", "prd"), "production"),
    **dict.fromkeys(("stage", "staging", "stg", "preprod"), "staging"),
    **dict.fromkeys(("dev", "develop", "development", "local"), "development"),
    **{name: name for name in ("test", "qa", "uat", "sandbox", "preview", "demo")},
}
_WORD = re.compile(r"[a-z]+")


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
    ours, theirs = _environments(choice.chosen_sighting), _environments(choice.signer_sighting)
    return not _overlap(choice) and bool(ours) and bool(theirs) and not ours & theirs


def _environments(sighting: Sighting | None) -> set[str]:
    words = _WORD.findall(str(sighting.origin).lower()) if sighting is not None else []
    return {_ENVIRONMENTS[word] for word in words if word in _ENVIRONMENTS}
