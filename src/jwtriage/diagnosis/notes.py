"""Notes beside a verdict: what is no reason for the failure but should be known."""

from jwtriage.causes.registry import CAUSES
from jwtriage.diagnosis.chain import Step
from jwtriage.diagnosis.hit import Hit
from jwtriage.diagnosis.outcome import finding
from jwtriage.forensics.recipe import recipe_for
from jwtriage.forensics.recover_ecdsa import reuses_nonce
from jwtriage.forensics.token import TokenText
from jwtriage.known.secrets import is_default
from jwtriage.model.case import Case
from jwtriage.model.finding import Evidence, Finding

SHORTEST_RSA = 2048


def notes_on(hit: Hit) -> tuple[Finding, ...]:
    """Return the notes on the key that verifies: a size below RFC 7518's minimum, a secret that everybody knows."""
    notes = []
    origin = hit.sighting.origin if hit.sighting else None
    if hit.key.kind == "RSA" and hit.key.bits < SHORTEST_RSA:
        fact = Evidence("the RSA key is shorter than 2048 bits (RFC 7518 section 3.3): some verifiers refuse it", origin)
        notes.append(finding(CAUSES["rsa-key-below-minimum"], "likely", [fact], origin, "note"))
    named = {step.cause.id for step in hit.steps}
    if hit.key.secret is not None and is_default(hit.key.secret.reveal()) and "secret-default-or-placeholder" not in named and not hit.foreign:
        fact = Evidence("the secret that verifies is widely known: anyone can sign such tokens", origin)
        notes.append(finding(CAUSES["secret-default-or-placeholder"], "likely", [fact], origin, "note"))
    return tuple(notes)


FORMS = frozenset(
    (
        "trailing-bits-false-alarm",
        "padding-added-in-transit",
        "padding-is-part-of-signing-input",
        "segments-standard-base64",
        "pem-lines-joined",
        "pem-indented-or-folded",
        "pem-pkcs1-vs-spki",
        "pem-certificate-as-public-key",
        "private-key-used-to-verify",
        "secret-lenient-base64-of-passphrase",
        "jwk-standard-base64",
        "jwk-modulus-leading-zero",
    )
)
"""Faults of form that some versions of a library let pass and others refuse."""


def strictness_note(steps: tuple[Step, ...]) -> tuple[Finding, ...]:
    """Return the note that versions of one library differ about such a form: a possible reason why it worked before."""
    if not any(step.cause.id in FORMS for step in steps):
        return ()
    fact = Evidence("some libraries and versions accept this form and others refuse it: it may have worked until one of them was upgraded")
    return (finding(CAUSES["library-upgrade-changed-strictness"], "possible", [fact], severity="note"),)


def nonce_note(case: Case) -> tuple[Finding, ...]:
    """Report ECDSA tokens of one signer that share their r over different texts; nothing is computed from it (SECURITY section 4, rule 19)."""
    tokens = [TokenText.read(text) for text in (case.token, *case.also)]
    signed = [(token.signing_input, token.signature) for token in tokens if _is_ecdsa(token)]
    if len(signed) < 2 or not reuses_nonce(signed):
        return ()
    fact = Evidence("two of the tokens carry the same r over different texts")
    return (finding(CAUSES["ecdsa-nonce-reused"], "likely", [fact]),)


def _is_ecdsa(token: TokenText) -> bool:
    recipe = recipe_for(token.alg or "")
    return recipe is not None and recipe.family == "ECDSA" and bool(token.signature)
