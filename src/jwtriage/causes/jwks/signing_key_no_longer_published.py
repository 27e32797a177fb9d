"""The key that signed is no longer published.

## What happens
The token is not expired, but its key was taken out of the set: no verifier can check it any more. The key is found only in an
older copy.

## Where it comes from
A realm or tenant deleted and created anew, a database reset, a retired key removed before the last token had expired, an issuer
restored from an old backup.
Seen in istio/istio#37710, istio/istio#29436, strimzi/strimzi-kafka-operator#3021, a-tokyo/apple-signin-auth#115.

## How to fix it
Publish the old public key again until the last token signed with it has expired; where it is lost or must stay out, let the
holders log in anew.

Keep retired keys in the set for the longest token lifetime plus the longest cache time.
"""

import re
from collections.abc import Iterator

from jwtriage.model.case import Sighting
from jwtriage.model.change import Choice

_OLD = frozenset(
    ("archive", "archived", "old", "older", "backup", "bak", "prev", "previous", "retired", "before", "history", "historic", "former", "awsprevious")
)
_STALE = frozenset(("cache", "cached", "stale", *_OLD))
_DATE = re.compile(r"20\d\d-?\d\d(?:-?\d\d)?")
_WORD = re.compile(r"[a-z]+")


def choose(choice: Choice) -> Iterator[str]:
    """Speak when the key stands under the token's kid in a copy that is older than the verifier's set, by its name or date."""
    kid = choice.token.kid
    held = {key.kid for key in choice.verifier_keys} - {None}
    own = choice.signer_sighting is not None and choice.signer_sighting.verifier is not None
    if own or kid is None or not held or kid in held or choice.signer.kid not in (None, kid):
        return
    if _is_older(choice):
        yield f"the verifier's set has no key under kid {kid!r} any more; an older copy has the key that verifies"


def _is_older(choice: Choice) -> bool:
    """Compare the places' words, then the dates in their names; a copy of the verifier's that is itself called old settles nothing."""
    if _words(choice.chosen_sighting) & _STALE:
        return False
    ours, theirs = _dates(choice.chosen_sighting), _dates(choice.signer_sighting)
    return bool(_words(choice.signer_sighting) & _OLD) or (bool(ours) and bool(theirs) and max(theirs) < max(ours))


def _words(sighting: Sighting | None) -> set[str]:
    if sighting is None:
        return set()
    return set(_WORD.findall(f"{sighting.origin} {sighting.labels.get('stage', '')}".lower()))


def _dates(sighting: Sighting | None) -> list[str]:
    """Return the dates in the place's name, as digits."""
    return [date.replace("-", "") for date in _DATE.findall(str(sighting.origin))] if sighting is not None else []
