"""The verifier exactly as it is configured: the strictest common one of the contract (section 4)."""

from base64 import b64decode
from binascii import unhexlify
from dataclasses import replace
from typing import NamedTuple

from jwtriage.forensics.keytext import looks_like, strict_keys
from jwtriage.forensics.recipe import kind_for, recipe_for
from jwtriage.forensics.token import TokenText
from jwtriage.jose.algorithms import ALGORITHMS
from jwtriage.jose.keys import Key
from jwtriage.model.case import Case, Sighting


class Held(NamedTuple):
    """A key that a verifier or a candidate holds, and where it was seen."""

    key: Key
    sighting: Sighting


def is_document(sighting: Sighting) -> bool:
    """Tell whether the text is a key document (PEM, DER, JWK, certificate…), not a shared secret, unless ``as=raw`` says otherwise."""
    if sighting.form == "raw":
        return False
    return sighting.form in ("jwks", "pem") or looks_like(sighting.text.reveal()) is not None


def with_settled_forms(case: Case) -> Case:
    """Return the case with JSON that is no key taken for what the token's algorithm makes of it.

    Before an HMAC it is a shared secret's text (a whole secret document injected as one value), otherwise a document that holds no key.
    """
    recipe = recipe_for(TokenText.read(case.token).alg or "")
    if recipe is None or recipe.family != "HMAC":
        return case
    settled = (replace(each, form="raw") if each.form == "auto" and looks_like(each.text.reveal()) == "json" else each for each in case.sightings)
    return replace(case, sightings=tuple(settled))


def configured_keys(sighting: Sighting) -> list[Key]:
    """Return the keys that the strictest common reader makes of the text: a shared secret's bytes, or the keys of a sound document."""
    if sighting.kind == "fingerprint":
        return []
    if is_document(sighting):
        return strict_keys(sighting.text.reveal(), sighting.form)
    octets = key_octets(sighting.text.reveal(), sighting.encoding)
    return [] if octets is None else [Key.from_secret(octets)]


def key_octets(text: bytes, encoding: str) -> bytes | None:
    """Return the key bytes that a program makes of a secret's text under the REF option ``encoding=``, ``None`` if it cannot.

    ``auto`` is UTF-8 wherever a key signs or verifies (contract section 3).
    """
    try:
        if encoding == "base64":
            return b64decode(text, validate=True)
        if encoding == "base64url":
            return b64decode(text + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
        return unhexlify(text) if encoding == "hex" else text
    except ValueError:
        return None


def is_allowed(token: TokenText, case: Case) -> bool:
    """Tell whether the verifier accepts the token's algorithm; without ``--alg`` it accepts every real one, never ``none``."""
    return token.alg in (case.algorithms or ALGORITHMS)


def fits(key: Key, alg: str | None) -> bool:
    """Tell whether a JWK may verify under ``alg``: kind, ``alg``, ``use`` and ``key_ops`` (RFC 7517 sections 4.2 to 4.4).

    An algorithm's name that is in no registry says nothing about the kind of key.
    """
    recipe = recipe_for(alg or "")
    if recipe is not None and (kind_for(recipe) != key.kind or key.alg not in (None, alg)):
        return False
    return key.use in (None, "sig") and (key.key_ops is None or "verify" in key.key_ops)


def chosen_key(keys: list[Key], token: TokenText) -> Key | None:
    """Return the key that the verifier takes from one document.

    The first with the token's kid; without a kid in the token, or in the only key, the first usable one. ``None`` when the kid names no key.
    """
    if token.kid is not None and any(key.kid is not None for key in keys):
        return next((key for key in keys if key.kid == token.kid), None)
    return next((key for key in keys if fits(key, token.alg)), None)
