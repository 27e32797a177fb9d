"""Who signed, computed from several tokens of one signer when no known key verifies."""

from collections.abc import Callable, Sequence

from jwtriage.diagnosis.outcome import Signer
from jwtriage.diagnosis.rsa_recovery import recover_rsa_key, recoverable, signed_text
from jwtriage.forensics.recipe import Recipe, recipe_for
from jwtriage.forensics.recover_ecdsa import common_signers
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key


def recovered_signer(texts: Sequence[bytes], rsa: bool, progress: Callable[[str, float], None]) -> Signer | None:
    """Return the public key that made all ``texts``: for ECDSA from two tokens, for RSA PKCS#1 only when ``rsa`` asks for the costly way.

    Raises `Unrecoverable` when an RSA recovery was asked for and cannot be done.
    """
    tokens = [TokenText.read(text) for text in texts]
    recipe = recipe_for(tokens[0].alg or "")
    if recipe is None or len(tokens) < 2 or any(token.alg != tokens[0].alg for token in tokens):
        return None
    key = _ecdsa(tokens, recipe) if recipe.family == "ECDSA" else _rsa(tokens, progress) if rsa else None
    return Signer(key, None, tokens[0].alg, "recovered") if key is not None else None


def _ecdsa(tokens: Sequence[TokenText], recipe: Recipe) -> Key | None:
    points = common_signers(recipe.curve, recipe.hash, [(token.signing_input, token.signature) for token in tokens])
    return Key.from_public(points[0]) if len(points) == 1 else None


def _rsa(tokens: Sequence[TokenText], progress: Callable[[str, float], None]) -> Key | None:
    if not recoverable(tokens[0].alg):
        return None
    return recover_rsa_key([signed_text(token.alg or "", token.signing_input, token.signature) for token in tokens], progress)
