"""The token comes from Okta's org authorization server: nobody else can verify it.

## What happens
Access tokens of the org server (an `iss` without `/oauth2/<id>`) are meant for Okta's own API. The key that signs them is not
published by design, so no JWKS of the org verifies them, while introspection calls them active.

## Where it comes from
Login settings with the plain org URL as issuer, an access token sent to one's own API where a custom authorization server was
needed.

Seen in okta/okta-jwt-verifier-python#51, okta/okta-oidc-js#46, okta/okta-oidc-js#422, trinodb/trino#7879.

## How to fix it
Use a custom authorization server (`https://<org>/oauth2/default`) as issuer for your API.

Where that is not to be had, ask Okta's introspection endpoint about each token instead of verifying it.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jwtriage.model.change import Scene
from jwtriage.model.finding import Sign

ORG = re.compile(r"https://[a-z0-9.-]+\.(?:(?:okta|oktapreview|okta-emea|okta-gov)\.com|okta\.mil)/?", re.IGNORECASE)
HOST = re.compile(r"https://[a-z0-9.-]+/?", re.IGNORECASE)
OF_ACCESS_TOKENS = frozenset(("cid", "uid", "scp"))
OF_ID_TOKENS = frozenset(("nonce", "at_hash", "amr", "auth_time", "preferred_username"))
"""Claims of ID tokens: these are signed with a published key."""


def read(scene: Scene) -> Iterator[Sign]:
    """Notice an access token of an Okta org, whose kid the verifier's keys lack."""
    claims = scene.token.claims or {}
    known = {key.kid for _, key in scene.verifier_keys} - {None}
    if scene.token.kid not in known and _is_of_an_org(claims) and not OF_ID_TOKENS & claims.keys():
        yield Sign("the issuer is an Okta org server, whose access tokens are signed with a key that is not published")


def _is_of_an_org(claims: Mapping[str, Any]) -> bool:
    """Tell an org by its host, one with a domain of its own by the claims that Okta's access tokens for itself have."""
    issuer = str(claims.get("iss", ""))
    custom = claims.get("aud") == issuer and claims.keys() >= OF_ACCESS_TOKENS and HOST.fullmatch(issuer) is not None
    return custom or ORG.fullmatch(issuer) is not None
