"""Google: the token's issuer publishes its keys at another endpoint.

## What happens
Google signs with different keys for ID tokens (RS256), Firebase (RS256, securetoken), Identity-Aware Proxy (ES256) and Chat.
The keys of one endpoint do not verify the tokens of another.

## Where it comes from
One key address for all Google tokens. Seen in appsup-dart/jose#27, googleapis/google-api-java-client#1428,
googleapis/google-auth-library-python#336.

## How to fix it
Choose the key source by `iss`: `oauth2/v3/certs` for accounts.google.com, the securetoken certificates for Firebase,
`gstatic.com/iap/verify/public_key-jwk` for IAP.
"""

from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import Choice, Scene
from jwtriage.model.finding import Sign

ENDPOINTS = {
    "https://accounts.google.com": ("oauth2/v3/certs", "oauth2/v1/certs"),
    "accounts.google.com": ("oauth2/v3/certs", "oauth2/v1/certs"),
    "https://cloud.google.com/iap": ("iap/verify",),
    "https://securetoken.google.com/": ("securetoken",),
    "chat@system.gserviceaccount.com": ("chat@system",),
}
KNOWN = ("googleapis.com", "gstatic.com", "google.com")


def choose(choice: Choice) -> Iterator[str]:
    """Notice that the signer's key comes from another of Google's endpoints."""
    if _endpoints(choice.token):
        yield "the token's issuer is one of Google's, and the verifier holds the keys of another"


def read(scene: Scene) -> Iterator[Sign]:
    """Notice an endpoint that does not belong to the token's issuer, or a kind of key that this issuer never uses."""
    endpoints = _endpoints(scene.token)
    places = _google_places(scene.case)
    if endpoints and places and not any(endpoint in place for endpoint in endpoints for place in places):
        yield Sign("the token's issuer is one of Google's, and the verifier's keys come from another endpoint")
    elif endpoints and scene.verifier_keys and scene.token.kid not in {key.kid for _, key in scene.verifier_keys}:
        yield Sign("the token's issuer is one of Google's, which publishes its keys at its own endpoint", "possible")


def _endpoints(token: TokenText) -> tuple[str, ...]:
    issuer = str((token.claims or {}).get("iss", ""))
    return next((paths for start, paths in ENDPOINTS.items() if issuer == start or (start.endswith("/") and issuer.startswith(start))), ())


def _google_places(case: Case) -> list[str]:
    places = [sighting.origin.place for sighting in case.sightings if sighting.verifier is not None]
    return [place for place in places if any(host in place for host in KNOWN)]
