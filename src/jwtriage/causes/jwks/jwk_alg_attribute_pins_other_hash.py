"""The JWK names another algorithm than the token for the same key.

## What happens
`alg` in a JWK binds the key to one algorithm (RFC 7517 section 4.4). The token was signed with this very key under another one:
RS512 instead of RS256, PS256 instead of RS256. A verifier that obeys `alg` refuses, one that ignores it accepts.

## Where it comes from
One key published twice, for RS256 and for RS512, where the last or the first entry wins; an `alg` that a publisher writes as a
constant; an issuer whose algorithm was changed while its JWKS was not.
Seen in keycloak/keycloak#14794, keycloak/keycloak#6640.

## How to fix it
Publish the key without `alg`, or with the algorithm that the issuer uses; give each algorithm a kid of its own where one key
serves several, and select by kid and alg.
"""

from collections.abc import Iterator
from typing import Any

from jwtriage.forensics import jwk
from jwtriage.forensics.conversion import with_repaired_keys
from jwtriage.jose.algorithms import ALGORITHMS
from jwtriage.model.change import Choice, DocumentText, TextChange


def propose_document(text: DocumentText) -> Iterator[TextChange]:
    """Take the signature algorithm away that each key is bound to."""
    changed = with_repaired_keys(text.text, _unbound)
    if changed is not None:
        yield TextChange(changed, "without the alg that it is bound to")


def _unbound(members: jwk.Members) -> dict[str, Any] | None:
    alg = members.get("alg")
    if not isinstance(alg, str) or alg not in ALGORITHMS or members.get("kty") == "AKP":
        return None
    return {name: value for name, value in members.items() if name != "alg"}


def choose(choice: Choice) -> Iterator[str]:
    """Speak when the key that the verifier takes is the one that verifies, but for its ``alg``."""
    signer, token_alg = choice.signer, choice.token.alg
    own = choice.signer_sighting is not None and choice.signer_sighting.verifier is not None
    bound = choice.chosen if choice.chosen is not None else signer
    if own and bound == signer and bound.alg in ALGORITHMS and bound.alg != token_alg:
        yield f"the key that verifies is bound to {bound.alg} by its alg, the token says {token_alg}"
