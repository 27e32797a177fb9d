"""The application has a signing key of its own in Entra ID.

## What happens
An application with claims mapping or SAML single sign-on signs with a key that belongs to it alone. The tenant's common key set
lacks that key; Entra ID publishes it only when the address names the application. The verifier looks for a kid that it can never
find.

## Where it comes from
Claims mapping policies, enterprise applications with their own certificate, a migrated SAML application.

Seen in python-social-auth/social-core#695, nextauthjs/next-auth#5138, AzureAD/passport-azure-ad#482.

## How to fix it
Take the keys from the metadata of the application:
`https://login.microsoftonline.com/<tenant>/.well-known/openid-configuration?appid=<client id>`.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from jwtriage.forensics import entra
from jwtriage.model.addresses import place_of, verifier_places, words_of
from jwtriage.model.change import Choice, Scene
from jwtriage.model.finding import Sign

WORDS = frozenset(("appid", "app", "application", "enterprise", "saml", "custom"))
"""What the place of an application's own keys is called."""

SHORTEST_ID = 8
"""A shorter audience may stand in any path by chance."""


def choose(choice: Choice) -> Iterator[str]:
    """Notice that the key stands only where the place names the application."""
    claims = choice.token.claims or {}
    own = any(_names_application(claims, place) for place in verifier_places(choice.case))
    if entra.issuer_of(claims) and not own and _names_application(claims, place_of(choice.signer_sighting)):
        yield "the key is in the key set of the application (appid) only, not in the tenant's"


def read(scene: Scene) -> Iterator[Sign]:
    """Mention the application's own set when the kid is absent from keys of Entra ID. It is a hint only."""
    known = {key.kid for _, key in scene.verifier_keys} - {None}
    if entra.issuer_of(scene.token.claims) and known and scene.token.kid not in known:
        yield Sign("the issuer is Entra ID and its kid is not in the verifier's set: look in the set of the application (?appid=)", "possible")


def _names_application(claims: Mapping[str, Any], place: str) -> bool:
    ids = [str(claims.get(name, "")).lower() for name in ("aud", "appid", "azp")]
    return bool(WORDS & words_of(place)) or any(len(each) >= SHORTEST_ID and each in place.lower() for each in ids)
