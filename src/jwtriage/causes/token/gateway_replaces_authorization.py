"""A gateway replaced the Authorization header with a token of its own.

## What happens
The service does not see the caller's token but one that the platform or the mesh put there: another `iss`, another `kid`, often
a service account. The caller's token is in another header, or lost.

## Where it comes from
Service-to-service authentication of a cloud platform, API gateways that authenticate themselves to the backend.

Seen in GoogleCloudPlatform/cloud-run-mesh#61, FusionAuth/fusionauth-issues#2242, PostgREST/postgrest#2159.

## How to fix it
Read the caller's token from the header that the gateway keeps it in (`X-Forwarded-Authorization`, `X-Apigateway-Api-Userinfo`),
or configure the gateway to leave Authorization alone.
"""

from collections.abc import Iterator

from jwtriage.model.change import Scene
from jwtriage.model.finding import Sign

PLATFORM_MAIL = (".gserviceaccount.com",)
PLATFORM_ISSUERS = ("https://accounts.google.com", "kubernetes/serviceaccount", "https://kubernetes.default.svc")


def read(scene: Scene) -> Iterator[Sign]:
    """Notice a platform's service account, while the verifier expects another issuer."""
    claims = scene.token.claims or {}
    issuer, mail = str(claims.get("iss", "")), str(claims.get("email", ""))
    if issuer not in PLATFORM_ISSUERS and not issuer.startswith("https://kubernetes.default.svc"):
        return
    if mail.endswith(PLATFORM_MAIL) or str(claims.get("sub", "")).startswith("system:serviceaccount:"):
        expected = scene.case.issuer is not None and scene.case.issuer != issuer
        yield Sign("the token is a service account's of the platform, not the caller's", "likely" if expected else "possible")
