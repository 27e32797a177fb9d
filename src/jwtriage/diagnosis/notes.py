"""Notes beside a verdict: what is no reason for the failure but should be known."""

from jwtriage.causes.registry import CAUSES
from jwtriage.diagnosis.hit import Hit
from jwtriage.diagnosis.outcome import finding
from jwtriage.known.secrets import is_default
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
