"""The verifier expects another family of algorithms than the token's.

## What happens
The token's header names an algorithm that the verifier does not accept, or that its key cannot serve: an HMAC secret for an
RS256 token, an RSA public key for an HS256 token, `RS512` in the configuration against `RS256` at the issuer. Whatever key it
tries, the verifier refuses the token.

## Where it comes from
A new client or tenant whose default is another algorithm, a verifier moved from a shared secret to a JWKS while one
issuer still signs with the secret, a library whose default list holds one algorithm only.

Seen in auth0/auth0-spa-js#41, auth0/auth0-react#130, PostgREST/postgrest#1192, hasura/graphql-engine#7587.

## How to fix it
Set the same algorithm on the issuer and on the verifier, and give the verifier the key of that algorithm: the public key or the
JWKS for RS, PS, ES and EdDSA, the shared secret for HS.

Bind exactly one algorithm to each key. Do not widen the verifier's list to make one token pass: a list with HS and RS side by
side invites confusion of a public key with a secret.
"""

from collections.abc import Iterator

from jwtriage.forensics.recipe import kind_for, recipe_for
from jwtriage.model.change import Choice, Scene
from jwtriage.model.finding import Sign

WORDS = {"oct": "a shared secret", "RSA": "an RSA key", "EC": "an EC key", "OKP": "an Edwards key", "AKP": "an ML-DSA key"}


def choose(choice: Choice) -> Iterator[str]:
    """Notice that another kind of key verifies than any that the verifier holds."""
    kinds = {key.kind for key in choice.verifier_keys}
    if kinds and choice.signer.kind not in kinds:
        held = " and ".join(sorted(WORDS[kind] for kind in kinds))
        yield f"the verifier holds {held}, while {WORDS[choice.signer.kind]} verifies this {choice.token.alg} token"


def read(scene: Scene) -> Iterator[Sign]:
    """Notice an algorithm that is not accepted, or that no key of the verifier can serve."""
    recipe = recipe_for(scene.token.alg or "")
    if recipe is None or recipe.family == "none":
        return
    if scene.case.algorithms and scene.token.alg not in scene.case.algorithms:
        yield Sign(f"the token's header says {scene.token.alg}, the verifier accepts {', '.join(scene.case.algorithms)} only")
        return
    kinds = {key.kind for _, key in scene.verifier_keys}
    if kinds and kind_for(recipe) not in kinds:
        held = " and ".join(sorted(WORDS[kind] for kind in kinds))
        yield Sign(f"the token's header says {scene.token.alg}, which needs {WORDS[kind_for(recipe)]}; the verifier holds {held}")
