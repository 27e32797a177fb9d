"""RSA signatures can be opened: they say that this key signed another digest than the token's."""

from collections.abc import Iterable

from jwtriage.causes.registry import CAUSES
from jwtriage.diagnosis.configured import Held
from jwtriage.diagnosis.outcome import finding
from jwtriage.forensics.opening import open_rsa
from jwtriage.forensics.recipe import recipe_for
from jwtriage.forensics.token import TokenText
from jwtriage.model.finding import Evidence, Finding


def altered_finding(token: TokenText, keys: Iterable[Held]) -> tuple[Finding, Held] | None:
    """Return the proof that one of ``keys`` signed, but not this text (SECURITY section 4, rule 18), or ``None``."""
    recipe = recipe_for(token.alg or "")
    if recipe is None or recipe.family not in ("RSA", "PSS"):
        return None
    for held in keys:
        opened = open_rsa(held.key, token.signature) if held.key.kind == "RSA" else None
        if opened is not None:
            facts = [
                Evidence(
                    f"the signature opens with this key: it signed a {opened.hash.upper()} digest, not the one of this token", held.sighting.origin
                ),
                Evidence("whether the header, the payload or the whole signature was exchanged cannot be told from the token alone"),
            ]
            return finding(CAUSES["payload-altered-after-signing"], "proven", facts, held.sighting.origin), held
    return None
