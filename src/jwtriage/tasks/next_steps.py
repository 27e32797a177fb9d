"""What to do next when the answer is not complete: commands for a person, never run."""

from collections.abc import Iterator

from jwtriage.diagnosis.outcome import Outcome
from jwtriage.forensics.recipe import kind_for, recipe_for
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case


def next_steps(outcome: Outcome, case: Case) -> list[str]:
    """Return what to fetch or to ask next; empty when the question is answered."""
    if outcome.verdict != "unexplained":
        return []
    token = TokenText.read(case.token)
    return list(_steps(outcome, case, token))


def _steps(outcome: Outcome, case: Case, token: TokenText) -> Iterator[str]:
    recipe = recipe_for(token.alg or "")
    kind = kind_for(recipe) if recipe else ""
    if not any(sighting.verifier is not None for sighting in case.sightings):
        yield "give the key as the verifier has it: --verifier REF (a file, .env#NAME, secret.yaml#object/key, a JWKS)"
    if outcome.signer is not None:
        return
    if kind == "oct":
        yield "give the issuer's configuration, older values and other environments: --candidate REF (repeatable)"
    elif kind:
        yield "compare with the issuer's published keys: --discover, or --candidate https://…/jwks.json"
        yield "give archived key sets and the issuer's private key: --candidate REF (repeatable)"
    if kind in ("RSA", "EC") and not case.also:
        how = " --recover rsa" if kind == "RSA" else ""
        yield f"with a second token of the same signer its public key can be computed: --also-token @other.txt{how}"
