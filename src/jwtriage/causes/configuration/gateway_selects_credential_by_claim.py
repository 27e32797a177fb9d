"""The gateway selects the credential by a claim, and it is not the token's.

## What happens
A gateway such as Kong looks up the consumer's credential by the value of a claim (`iss` by default) or of `kid`. The
secret that made the signature is stored under another credential, so the lookup succeeds and the check fails.

## Where it comes from
Two credentials of one consumer mixed up; a key claim that was copied from an example; `secret_is_base64` set on the
plugin while the signer uses the text, or the reverse.
Seen in Kong/kong-dist-cloudformation#42, Kong/kong#2891, Kong/kong#546.

## How to fix it
Put the `key` of the credential whose secret the issuer signs with into the claim that the plugin reads
(`key_claim_name`), or store the issuer's secret under that key.

Set `secret_is_base64` on purpose and write down which of the two forms the issuer uses.
"""

import re
from collections.abc import Iterator

from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Sighting
from jwtriage.model.change import Choice

GATEWAY_NAMES = ("jwt_secrets", "jwt_credentials", "jwt-secrets", "jwt-credentials", "consumers", "credentials")
CLAIMS = ("iss", "key", "kid", "client_id", "azp", "sub")
SHORTEST = 3


def choose(choice: Choice) -> Iterator[str]:
    """Say so when both secrets are a gateway's credentials, or when the token's claim names one of them."""
    own, signer = choice.chosen_sighting, choice.signer_sighting
    if own is None or signer is None or own.origin == signer.origin or choice.signer.secret is None:
        return
    if _is_credential(own) and _is_credential(signer):
        yield f"the signature verifies with the credential {signer.origin.name}, while the claim selects {own.origin.name}"
        return
    claim = _naming_claim(choice.token, own, signer)
    if claim is not None:
        yield f"the token's {claim} names {own.origin}, and the signature verifies with {signer.origin}"


def _is_credential(sighting: Sighting) -> bool:
    return any(part.lower() in GATEWAY_NAMES for part in _parts(sighting))


def _naming_claim(token: TokenText, own: Sighting, signer: Sighting) -> str | None:
    """Return the claim whose value is a part of the verifier's origin and not of the other's."""
    own_parts, other_parts = set(_parts(own)), set(_parts(signer))
    values = {**(token.claims or {}), "kid": token.kid}
    for claim in CLAIMS:
        value = values.get(claim)
        if isinstance(value, str) and len(value) >= SHORTEST and value in own_parts and value not in other_parts:
            return claim
    return None


def _parts(sighting: Sighting) -> list[str]:
    """Return the parts of the name under which a secret stands."""
    return re.split(r"[./]", sighting.origin.name or "")
