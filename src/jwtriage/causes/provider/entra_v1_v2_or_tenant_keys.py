"""Entra ID: the verifier uses the metadata of another version, tenant or cloud.

## What happens
Tokens of version 1 have `iss` at `sts.windows.net`, those of version 2 at `login.microsoftonline.com`. Each tenant and each
national cloud has keys of its own. A verifier that reads the wrong metadata looks for the token's kid in a set that lacks it, or
finds the key and then refuses the issuer.

## Where it comes from
Metadata of `common` for an application of one tenant, an application registration whose accepted version differs from what the
API expects, a move to a national cloud.

Seen in panva/openid-client#277, MicrosoftDocs/azure-docs#9627, AzureAD/passport-azure-ad#385.

## How to fix it
Take the metadata address from the token's `iss` (`<iss>/.well-known/openid-configuration`) after checking it against the list of
your own tenants.

Set `accessTokenAcceptedVersion` in the application's manifest to the version that the API verifies; tokens change with the next
login.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from jwtriage.forensics import entra
from jwtriage.model.addresses import verifier_places
from jwtriage.model.case import Case
from jwtriage.model.change import Attempt, Choice, Scene
from jwtriage.model.finding import Sign


def choose(choice: Choice) -> Iterator[str]:
    """Notice another tenant, version or cloud in the verifier's places."""
    yield from _facts(choice.case, choice.token.claims or {})


def read(scene: Scene) -> Iterator[Sign]:
    """Notice another tenant, version or cloud in the verifier's places, unless the verifier holds the key that the kid names."""
    if scene.token.kid is None or scene.token.kid not in {key.kid for _, key in scene.verifier_keys}:
        yield from (Sign(fact) for fact in dict.fromkeys(_facts(scene.case, scene.token.claims or {})))


def refuse(attempt: Attempt, case: Case) -> Iterator[str]:
    """Explain an issuer that does not fit although the key does: the versions share their keys."""
    claims = attempt.token.claims or {}
    if case.issuer is not None and claims.get("iss") != case.issuer:
        yield from dict.fromkeys(_facts(case, claims))


def _facts(case: Case, claims: Mapping[str, Any]) -> Iterator[str]:
    issuer = entra.issuer_of(claims)
    for place in verifier_places(case) if issuer else []:
        fact = _cloud(issuer, place) or _tenant(issuer, claims, place) or _version(entra.token_version(claims), place)
        if fact:
            yield fact


def _cloud(issuer: str, place: str) -> str:
    """Compare the clouds; the issuer of version 1 is the same in all of them."""
    ours, theirs = entra.host_of(issuer), entra.host_of(place)
    apart = ours != theirs and entra.V1_HOST not in (ours, theirs) and theirs not in ("", "login.windows.net")
    return "the token comes from another cloud than the one whose metadata the verifier uses" if apart else ""


def _tenant(issuer: str, claims: Mapping[str, Any], place: str) -> str:
    ours, theirs = entra.tenant_of(str(claims.get("tid") or issuer)), entra.tenant_of(place)
    if not ours or not theirs or ours == theirs:
        return ""
    if theirs == "common":
        return "the token is of one tenant, the verifier uses the metadata that all tenants share"
    return "the token's tenant is not the one whose metadata the verifier uses"


def _version(version: str, place: str) -> str:
    theirs = entra.version_of(place)
    return f"the token is of version {version}, the verifier's metadata of version {theirs}" if version and theirs and version != theirs else ""
