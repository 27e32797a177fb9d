"""The verifier always takes the first key of the set.

## What happens
The set holds several keys, as it does during every rotation. The verifier uses the first one, whatever signed. Tokens of the
others fail, and which ones that are changes with the order of the set.

## Where it comes from
`keys[0]` in hand-written code, a converter from JWKS to PEM that stops after the first key, a set whose keys carry no kid.
Seen in agntcy/slim#1883, hyprstream/hyprstream#1184, inrupt/solid-client-authn-js#1701,
awsdocs/amazon-cognito-developer-guide#22.

## How to fix it
Select the key by the token's kid; without a kid try every key that fits the algorithm, and report the failure only after the
last.
"""

from collections.abc import Iterator

from jwtriage.forensics import loose_json
from jwtriage.forensics.conversion import members_in
from jwtriage.model.change import Choice


def choose(choice: Choice) -> Iterator[str]:
    """Speak when no kid tells and a later key of the set verifies, or when the verifier's only key is the first of the signer's set."""
    sighting = choice.signer_sighting
    own = sighting is not None and sighting.verifier is not None
    if sighting is not None and own and choice.token.kid is None and len(members_in(sighting.text.reveal())) > 1:
        yield "a later key of the verifier's set verifies; the verifier takes the first that fits"
    elif not own and _is_first_of_set(choice):
        yield "the verifier's only key is the first of the set that the token's key is published in"


def _is_first_of_set(choice: Choice) -> bool:
    """Tell whether the verifier was given one key, not a set of one (which may be an old copy), and that is the first of the signer's set."""
    keys, sighting = choice.signer_keys, choice.chosen_sighting
    alone = len(choice.verifier_keys) == 1 and sighting is not None and not _is_set(sighting.text.reveal())
    return alone and len(keys) > 1 and choice.verifier_keys[0] == keys[0] != choice.signer


def _is_set(text: bytes) -> bool:
    return "keys" in (loose_json.object_of(text) or {})
