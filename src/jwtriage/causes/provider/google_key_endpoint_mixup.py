"""Google: the token's issuer publishes its keys at another endpoint.

## What happens
Google signs ID tokens (RS256), Firebase tokens (RS256), the assertions of Identity-Aware Proxy (ES256) and Chat requests with
different keys, each published at an address of its own. The keys of one endpoint do not verify the tokens of another.

## Where it comes from
One key address for all of Google's tokens, the `jwks_uri` of the sign-in discovery document used for IAP, a Firebase token checked
with the keys for Google sign-in.

Seen in appsup-dart/jose#27, googleapis/google-api-java-client#1428, googleapis/google-auth-library-python#336.

## How to fix it
Choose the key source by `iss`: `https://www.googleapis.com/oauth2/v3/certs` for accounts.google.com,
`https://www.googleapis.com/service_accounts/v1/jwk/securetoken@system.gserviceaccount.com` for Firebase,
`https://www.gstatic.com/iap/verify/public_key-jwk` for Identity-Aware Proxy.
"""

from collections.abc import Iterator
from typing import NamedTuple

from jwtriage.forensics.token import TokenText
from jwtriage.model.addresses import verifier_places
from jwtriage.model.case import Case
from jwtriage.model.change import Choice, Scene
from jwtriage.model.finding import Sign


class Service(NamedTuple):
    """One of Google's issuers: how ``iss`` begins, the word in the address of its keys, and their kind."""

    issuer: str
    word: str
    kind: str


SERVICES = (
    Service("https://accounts.google.com", "oauth2", "RSA"),
    Service("accounts.google.com", "oauth2", "RSA"),
    Service("https://cloud.google.com/iap", "iap", "EC"),
    Service("https://securetoken.google.com/", "securetoken", "RSA"),
    Service("chat@system.gserviceaccount.com", "chat", "RSA"),
)
WORDS = frozenset(service.word for service in SERVICES)


def choose(choice: Choice) -> Iterator[str]:
    """Notice that the signer's key comes from another endpoint: no key is in both sets, and the verifier's place is not the issuer's."""
    service = _service(choice.token)
    if service and not set(choice.verifier_keys) & set(choice.signer_keys) and service.word not in _named(choice.case):
        yield "the token's issuer is one of Google's, and the verifier holds the keys of another endpoint"


def read(scene: Scene) -> Iterator[Sign]:
    """Notice an endpoint that does not belong to the token's issuer, or a kind of key that this issuer never uses."""
    service, keys = _service(scene.token), [key for _, key in scene.verifier_keys]
    if service is None or scene.token.kid in {key.kid for key in keys} - {None}:
        return
    named = _named(scene.case)
    if (named and service.word not in named) or (keys and not any(key.kind == service.kind for key in keys)):
        yield Sign("the token's issuer is one of Google's, and the verifier's keys are those of another endpoint")
    elif keys and service.word not in named:
        yield Sign("the token's issuer is one of Google's, which publishes its keys at its own endpoint", "possible")


def _service(token: TokenText) -> Service | None:
    issuer = str((token.claims or {}).get("iss", ""))
    return next((each for each in SERVICES if issuer == each.issuer or (each.issuer.endswith("/") and issuer.startswith(each.issuer))), None)


def _named(case: Case) -> set[str]:
    """Return the words of Google's endpoints that the verifier's places hold."""
    places = [place.lower() for place in verifier_places(case)]
    return {word for word in WORDS if any(word in place for place in places)}
