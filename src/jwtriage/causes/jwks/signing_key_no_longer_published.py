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
_YEAR = re.compile(r"20[0-9]{2}")
_NUMBER = re.compile(r"20[0-9]{2}(?:[0-9]{2}){0,2}|(?<![0-9])[0-9]{1,3}(?![0-9])")
"""A date's digits, or a short number; longer ones are identifiers without an order."""

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
    """Go by words in the places' names, then by dates in these, then by the kids. A verifier's copy that is called old settles nothing."""
    if _words(choice.chosen_sighting) & _STALE:
        return False
    if _words(choice.signer_sighting) & _OLD:
        return True
    place, theirs = _place(choice.chosen_sighting), _place(choice.signer_sighting)
    dated = _YEAR.search(theirs) is not None and _is_before(theirs, [place])
    return dated or _is_before(choice.token.kid or "", [key.kid for key in choice.verifier_keys if key.kid is not None])


def _is_before(name: str, others: list[str]) -> bool:
    """Tell whether a name is numbered (``v1``) or dated (``2026-08``) before all the others, which are written in the same way."""
    alike = all(_NUMBER.sub("#", other) == _NUMBER.sub("#", name) for other in others)
    return alike and bool(_numbers(name)) and all(_numbers(name) < _numbers(other) for other in others)


def _numbers(name: str) -> list[int]:
    return [int(digits) for digits in _NUMBER.findall(name)]


def _place(sighting: Sighting | None) -> str:
    return str(sighting.origin) if sighting is not None else ""


def _words(sighting: Sighting | None) -> set[str]:
    if sighting is None:
        return set()
    return set(_WORD.findall(f"{sighting.origin} {sighting.labels.get('stage', '')}".lower()))
