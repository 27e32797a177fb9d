"""The token carries no kid, but the set holds several keys.

## What happens
The header does not say which key signed. Some verifiers refuse ("no kid", "key id null"), others take the first key that fits.
One key of the set verifies the signature; the verifier took another.

## Where it comes from
An issuer that signs with a bare key and knows nothing of the set, a legacy token type, a library call without the header; it
shows at the first rotation, when a second key joins the set.
Seen in jpadilla/pyjwt#1072, keycloak/keycloak#19632, supabase/supabase#48272.

## How to fix it
Put the kid into the header where the token is signed (`headers={"kid": …}`); until all old tokens have expired, let the verifier
try every key that fits when the kid is absent.
"""

from collections.abc import Iterator

from jwtriage.forensics.conversion import members_in
from jwtriage.model.change import Choice


def choose(choice: Choice) -> Iterator[str]:
    """Speak when a token without a kid meets a set whose keys have kids, and not the first verifies."""
    sighting = choice.signer_sighting
    if sighting is None or sighting.verifier is None or choice.token.kid is not None:
        return
    keys = members_in(sighting.text.reveal())
    if len(keys) > 1 and any("kid" in key for key in keys):
        label = f"kid {choice.signer.kid!r}" if choice.signer.kid is not None else "no kid"
        yield f"the header carries no kid; of the {len(keys)} keys of the set the one with {label} verifies, not the first that fits"
