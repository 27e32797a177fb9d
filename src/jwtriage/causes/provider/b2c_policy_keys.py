"""Azure AD B2C: the token belongs to another policy than the verifier's keys.

## What happens
Each policy of Azure AD B2C may have its own key container. A token of one policy does not verify with the keys from the
metadata of another, or from metadata that names no policy.

## Where it comes from
Custom policies (`B2C_1A_…`) beside user flows (`B2C_1_…`), a metadata address without the policy, a library that knows one policy
per application.

Seen in Azure-Samples/active-directory-b2c-dotnet-webapp-and-webapi#91, azure-ad-b2c/samples#480,
AzureAD/microsoft-identity-web#456.

## How to fix it
Take the metadata of the token's own policy, which it names in `tfp` or `acr`:
`https://<tenant>.b2clogin.com/<tenant>.onmicrosoft.com/<policy>/v2.0/.well-known/openid-configuration`.

Where an API serves several policies, let them share one key container, or give the verifier one key source for each.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jwtriage.model.addresses import verifier_places
from jwtriage.model.case import Case
from jwtriage.model.change import Choice, Scene
from jwtriage.model.finding import Sign

POLICY = re.compile(r"b2c_1a?_[a-z0-9_-]+")
FACT = "the token's policy is not the one whose keys the verifier holds"


def choose(choice: Choice) -> Iterator[str]:
    """Notice a policy that the verifier's places do not name, when the two key sets have nothing in common."""
    if _other_policy(choice.case, choice.token.claims or {}) and not set(choice.verifier_keys) & set(choice.signer_keys):
        yield FACT


def read(scene: Scene) -> Iterator[Sign]:
    """Notice a policy that the verifier's places do not name, and a kid that its keys lack; likely where these places are B2C's."""
    kids = {key.kid for _, key in scene.verifier_keys}
    if scene.token.kid not in kids - {None} and _other_policy(scene.case, scene.token.claims or {}):
        yield Sign(FACT, "likely" if any("b2c" in place.lower() for place in verifier_places(scene.case)) else "possible")


def _other_policy(case: Case, claims: Mapping[str, Any]) -> bool:
    policy = str(claims.get("tfp") or claims.get("acr") or "").lower()
    named = {name for place in verifier_places(case) for name in POLICY.findall(place.lower())}
    return POLICY.fullmatch(policy) is not None and not any(policy == name or name.startswith(f"{policy}-") for name in named)
