"""Supabase: the legacy secret and the new signing keys are mixed up.

## What happens
A project may have both: API keys (`anon`, `service_role`) that are HS256 tokens under the legacy secret, and sessions signed with
ES256 or RS256 keys from its JWKS. A service that knows one side only rejects the tokens of the other.

## Where it comes from
Projects migrated to signing keys, command-line tools and local stacks of different versions.

Seen in supabase/supabase#42037, supabase/cli#4488, supabase/supabase#48272, supabase/supabase#43939.

## How to fix it
Verify sessions through the project's JWKS and, until it is revoked, API keys through the legacy secret, each bound to its own
algorithm.

Replace the old `anon` and `service_role` keys by publishable and secret keys, which are no JWTs, then revoke the legacy secret.
"""

from collections.abc import Iterator

from jwtriage.forensics.recipe import kind_for, recipe_for
from jwtriage.forensics.token import TokenText
from jwtriage.model.change import Choice, Scene
from jwtriage.model.finding import Sign

FACT = "the token is Supabase's, and the verifier holds only the other one of its legacy secret and its signing keys"
ROLES = ("anon", "authenticated", "service_role", "supabase_admin")


def choose(choice: Choice) -> Iterator[str]:
    """Notice a Supabase token whose kind of key the verifier lacks."""
    kinds = {key.kind for key in choice.verifier_keys}
    if kinds and _is_supabase(choice.token) and choice.signer.kind not in kinds:
        yield FACT


def read(scene: Scene) -> Iterator[Sign]:
    """Notice a Supabase token whose kind of key the verifier lacks."""
    recipe = recipe_for(scene.token.alg or "")
    kinds = {key.kind for _, key in scene.verifier_keys}
    if recipe and kinds and _is_supabase(scene.token) and kind_for(recipe) not in kinds:
        yield Sign(FACT)


def _is_supabase(token: TokenText) -> bool:
    """Tell by the issuer; on a local stack, whose address may be anything, by its path and the role."""
    claims = token.claims or {}
    issuer = str(claims.get("iss", ""))
    return "supabase" in issuer or (issuer.endswith("/auth/v1") and claims.get("role") in ROLES)
