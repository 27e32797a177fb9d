"""The token is encrypted (JWE), not signed.

## What happens
A JWE has five parts and an `enc` in its header; there is no signature to check until it is decrypted. A JWS verifier calls it
malformed or invalid.

## Where it comes from
An access token requested without an audience, a session cookie of a web framework, a signed token wrapped in encryption. Seen
in lestrrat-go/jwx#819, auth0/nextjs-auth0#1809, auth0/node-oauth2-jwt-bearer#69.

## How to fix it
Request a token for your API's audience, so that the issuer sends a signed one, or decrypt first and verify what is inside
(`cty: JWT`).
"""

from collections.abc import Iterator

from jwtriage.forensics.token_kind import kind_of
from jwtriage.model.change import Scene
from jwtriage.model.finding import Sign


def read(scene: Scene) -> Iterator[Sign]:
    """Notice five parts, or a header with ``enc``."""
    if kind_of(scene.case.token).name == "jwe":
        inside = "; cty says that a JWT is inside" if str(scene.token.header.get("cty", "")).upper() == "JWT" else ""
        yield Sign(f"the token has the parts and the header of a JWE: there is no signature to check before it is decrypted{inside}", "likely")
