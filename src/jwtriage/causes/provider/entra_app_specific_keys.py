"""The application has a signing key of its own in Entra ID.

## What happens
An Entra application with claims mapping or SAML single sign-on signs with a key of its own. The tenant's common JWKS lacks it;
it is published only when the address names the application.

## Where it comes from
Claims mapping policies, enterprise applications. Seen in python-social-auth/social-core#695, nextauthjs/next-auth#5138,
AzureAD/passport-azure-ad#482.

## How to fix it
Take the keys from the metadata of the application:
`https://login.microsoftonline.com/<tenant>/.well-known/openid-configuration?appid=<client id>`.
"""

from collections.abc import Iterator

from jwtriage.model.change import Choice, Scene
from jwtriage.model.finding import Sign

ISSUERS = (
    "https://login.microsoftonline.com/",
    "https://sts.windows.net/",
    "https://login.microsoftonline.us/",
    "https://login.partner.microsoftonline.cn/",
)


def choose(choice: Choice) -> Iterator[str]:
    """Notice that the key was found only where the address names the application."""
    places = [sighting.origin.place for sighting in choice.case.sightings if sighting.verifier is not None]
    signer = choice.signer_sighting.origin.place if choice.signer_sighting else ""
    if _is_entra(choice.token.claims) and "appid" in signer and not any("appid" in place for place in places):
        yield "the kid is in the key set of the application (appid) only, not in the tenant's"


def read(scene: Scene) -> Iterator[Sign]:
    """Notice a kid that the tenant's published keys lack."""
    known = {key.kid for _, key in scene.verifier_keys}
    claims = scene.token.claims or {}
    if _is_entra(claims) and known and scene.token.kid not in known and claims.get("aud"):
        yield Sign("the issuer is Entra ID and its kid is not in the verifier's set: look in the set of the application (?appid=)", "possible")


def _is_entra(claims: object) -> bool:
    issuer = str(claims.get("iss", "")) if isinstance(claims, dict) else ""
    return issuer.startswith(ISSUERS)
