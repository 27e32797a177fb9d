"""The token comes from Okta's org authorization server, whose access tokens nobody else can verify.

## What happens
Access tokens of the org server (an `iss` without `/oauth2/<id>`) are meant for Okta's own API. Their signing key is not
published, so no JWKS of the org verifies them.

## Where it comes from
Default login settings with the org URL as issuer. Seen in okta/okta-jwt-verifier-python#51, okta/okta-oidc-js#46,
okta/okta-oidc-js#422, trinodb/trino#7879.

## How to fix it
Use a custom authorization server (`https://<org>/oauth2/default`) as issuer for your API, or ask Okta's introspection endpoint
about the token.
"""

import re
from collections.abc import Iterator

from jwtriage.model.change import Scene
from jwtriage.model.finding import Sign

ORG = re.compile(r"https://[a-z0-9.-]+\.(?:okta|oktapreview|okta-emea|okta-gov)\.com/?")


def read(scene: Scene) -> Iterator[Sign]:
    """Notice an Okta issuer without a server's path, whose kid the verifier's keys lack."""
    issuer = str((scene.token.claims or {}).get("iss", ""))
    known = {key.kid for _, key in scene.verifier_keys}
    if ORG.fullmatch(issuer) and scene.token.kid not in known:
        yield Sign("the issuer is an Okta org server, whose access tokens are signed with a key that is not published")
