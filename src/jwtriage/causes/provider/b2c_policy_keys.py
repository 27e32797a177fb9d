"""Azure AD B2C: the token belongs to another policy than the verifier's keys.

## What happens
Each policy of Azure AD B2C may have its own key container. A token of one policy does not verify with the keys from the
metadata of another, or from metadata that names no policy.

## Where it comes from
Custom policies beside user flows; metadata addresses without the policy. Seen in
Azure-Samples/active-directory-b2c-dotnet-webapp-and-webapi#91, azure-ad-b2c/samples#480, AzureAD/microsoft-identity-web#456.

## How to fix it
Take the metadata of the token's own policy (`…/<policy>/v2.0/.well-known/openid-configuration`, the policy is in `tfp` or
`acr`), or let all policies share one key container.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from jwtriage.model.case import Case
from jwtriage.model.change import Choice, Scene
from jwtriage.model.finding import Sign

FACT = "the token's policy is not the one whose keys the verifier holds"


def choose(choice: Choice) -> Iterator[str]:
    """Notice a policy that the verifier's places do not name."""
    if _other_policy(choice.case, choice.token.claims or {}):
        yield FACT


def read(scene: Scene) -> Iterator[Sign]:
    """Notice a policy that the verifier's places do not name."""
    if _other_policy(scene.case, scene.token.claims or {}):
        yield Sign(FACT)


def _other_policy(case: Case, claims: Mapping[str, Any]) -> bool:
    policy = str(claims.get("tfp") or claims.get("acr") or "").lower()
    if not policy.startswith("b2c_1") or "b2clogin.com" not in str(claims.get("iss", "")) + "".join(_places(case)):
        return False
    return not any(policy in place for place in _places(case))


def _places(case: Case) -> list[str]:
    return [str(sighting.origin).lower() for sighting in case.sightings if sighting.verifier is not None]
