"""Another credential was sent in place of the JWT.

## What happens
What arrives is a refresh token, an opaque access token, an API key, or the secret itself. No key can verify it, because it is
no JWT, or it is one of another kind.

## Where it comes from
Two variables mixed up on the client, a default that returns opaque tokens, a copied key.

Seen in ONLYOFFICE/DocumentServer#2743, ghdna/cognito-express#59, supabase/supabase#46600.

## How to fix it
Send the access token that was issued for this API.

If the API's secret or a key was sent instead, rotate it: it has been on the wire.
"""

from collections.abc import Iterator

from jwtriage.forensics.token_kind import kind_of
from jwtriage.model.change import Scene
from jwtriage.model.finding import Sign

KIND_CLAIMS = ("typ", "token_use", "token_type", "use")
OTHER_KINDS = ("refresh", "rt", "logout", "reset", "verification")


def read(scene: Scene) -> Iterator[Sign]:
    """Notice no JWS at all, the verifier's own secret, or a claim that names another kind of token."""
    kind = kind_of(scene.case.token)
    if any(sighting.text.reveal().strip() == scene.case.token.strip() != b"" for sighting in scene.case.sightings):
        yield Sign("what was sent as the token is the secret itself", "likely")
    elif kind.name == "opaque":
        yield Sign("this is no JWT: it has no header and no signature", "likely")
    claims = scene.token.claims or {}
    for name in KIND_CLAIMS:
        if str(claims.get(name, "")).lower() in OTHER_KINDS:
            yield Sign(f"the claim {name} says that this is another kind of token", "likely")
