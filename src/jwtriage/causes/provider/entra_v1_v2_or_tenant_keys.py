"""Entra ID: the verifier uses the metadata of another version, tenant or cloud.

## What happens
Tokens of version 1 have `iss` at `sts.windows.net`, those of version 2 at `login.microsoftonline.com`; each tenant and each
national cloud has its own keys. Keys from the wrong metadata lack the token's kid.

## Where it comes from
Metadata of *common* for a single-tenant application, an application registration whose accepted version differs. Seen in
panva/openid-client#277, MicrosoftDocs/azure-docs#9627, AzureAD/passport-azure-ad#385.

## How to fix it
Derive the metadata address from the token's `iss` after checking it against your own tenants, and set
`accessTokenAcceptedVersion` to the version that you verify.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jwtriage.model.case import Case
from jwtriage.model.change import Choice, Scene
from jwtriage.model.finding import Sign

HOSTS = ("sts.windows.net", "login.microsoftonline.com", "login.microsoftonline.us", "login.partner.microsoftonline.cn", "login.windows.net")
TENANT = re.compile(r"https://[a-z.]+/([0-9a-f-]{36}|common|organizations|consumers)", re.IGNORECASE)


def choose(choice: Choice) -> Iterator[str]:
    """Notice another tenant, version or cloud in the verifier's places."""
    yield from _facts(choice.case, choice.token.claims or {})


def read(scene: Scene) -> Iterator[Sign]:
    """Notice another tenant, version or cloud in the verifier's places."""
    for fact in _facts(scene.case, scene.token.claims or {}):
        yield Sign(fact)


def _facts(case: Case, claims: Mapping[str, Any]) -> Iterator[str]:
    issuer = str(claims.get("iss", ""))
    if not any(f"//{host}/" in issuer for host in HOSTS):
        return
    authorities = [sighting.origin.place for sighting in case.sightings if sighting.verifier is not None] + [case.issuer or ""]
    for authority in authorities:
        if any(host in authority for host in HOSTS):
            yield from _differences(issuer, str(claims.get("ver", "")), authority)


def _differences(issuer: str, version: str, authority: str) -> Iterator[str]:
    tenant, configured = TENANT.match(issuer), TENANT.search(authority)
    if tenant and configured and tenant.group(1).lower() != configured.group(1).lower() and len(configured.group(1)) == 36:
        yield "the token's tenant is not the one whose metadata the verifier uses"
    elif (version == "1.0" or "sts.windows.net" in issuer) and "v2.0" in authority:
        yield "the token is of version 1, the verifier's metadata of version 2"
    elif version == "2.0" and "sts.windows.net" in authority:
        yield "the token is of version 2, the verifier expects version 1"
