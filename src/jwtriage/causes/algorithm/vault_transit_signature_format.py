"""The signature is the raw output of Vault's transit engine.

## What happens
Vault's transit engine answers `vault:v1:` and standard base64; for ECDSA keys in DER unless told otherwise. The signer put that
answer into the token as it came.

## Where it comes from
`transit/sign` without options for JWS.

Seen in quarkusio/quarkus#5147, hashicorp/vault#6077, cabotage/cabotage-app#48.

## How to fix it
Sign with `marshaling_algorithm=jws` (and `signature_algorithm=pkcs1v15` for RS256), take off the prefix `vault:v1:`, and write
the version into the kid.
"""

from base64 import b64decode
from collections.abc import Iterator

from jwtriage.forensics.ecdsa_format import from_der
from jwtriage.forensics.recipe import recipe_for
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from jwtriage.model.change import TokenChange

PREFIX = b"vault:v"


def propose_token(token: TokenText, case: Case) -> Iterator[TokenChange]:
    """Take off the prefix and decode what follows; for ECDSA also out of DER."""
    signature = _answer(token.signature_segment) or _answer(token.signature)
    if signature is None:
        return
    yield TokenChange(token.with_signature(signature), "with Vault's prefix and base64 taken off its signature")
    recipe = recipe_for(token.alg or "")
    for raw in from_der(signature, recipe.curve) if recipe is not None and recipe.family == "ECDSA" else ():
        yield TokenChange(token.with_signature(raw), "with Vault's prefix, base64 and DER taken off its signature")


def _answer(text: bytes) -> bytes | None:
    """Return the octets of ``vault:v<number>:<base64>``."""
    head, _, encoded = text.rpartition(b":")
    if not head.startswith(PREFIX) or not head[len(PREFIX) :].isdigit():
        return None
    try:
        return b64decode(encoded.translate(bytes.maketrans(b"-_", b"+/")) + b"=" * (-len(encoded) % 4))
    except ValueError:
        return None
