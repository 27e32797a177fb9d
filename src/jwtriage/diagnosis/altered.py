"""RSA signatures can be opened: they say that this key signed another digest than the token's."""

from collections.abc import Iterable

from jwtriage.causes.registry import CAUSES
from jwtriage.diagnosis.configured import Held
from jwtriage.diagnosis.outcome import finding
from jwtriage.forensics.opening import how_digested, open_pss, open_rsa, with_leading_zeros
from jwtriage.forensics.recipe import recipe_for
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from jwtriage.model.finding import Evidence, Finding

UNTOLD = Evidence("whether the header, the payload or the whole signature was exchanged cannot be told from the token alone")


def altered_finding(token: TokenText, keys: Iterable[Held]) -> tuple[Finding, Held] | None:
    """Return the proof that one of ``keys`` signed, but not this text (SECURITY section 4, rules 17 and 18), or ``None``."""
    recipe = recipe_for(token.alg or "")
    if recipe is None or recipe.family not in ("RSA", "PSS"):
        return None
    for held in keys:
        hash_name = _signed_with(held.key, token) if held.key.kind == "RSA" else None
        if hash_name is not None:
            fact = f"the signature opens with this key: it signed a {hash_name.upper()} digest, not the one of this token"
            evidence = [Evidence(fact, held.sighting.origin), UNTOLD]
            return finding(CAUSES["payload-altered-after-signing"], "proven", evidence, held.sighting.origin), held
    return None


def _signed_with(key: Key, token: TokenText) -> str | None:
    """Return the hash of what the key signed, if the signature is certainly this key's and the text certainly another."""
    signature = with_leading_zeros(key, token.signature) or token.signature
    opened = open_rsa(key, signature)
    if opened is not None:
        return opened.hash if how_digested(opened, token.signing_input) is None else None
    structure = open_pss(key, signature)
    return structure.hash if structure is not None else None
