"""A counterfactual: something as it would be if one fault were undone, and how that differs from what is."""

from typing import NamedTuple

from jwtriage.forensics.recipe import Recipe
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from jwtriage.model.case import Case, Sighting


class TextChange(NamedTuple):
    """A changed key text. ``how`` completes "the signature verifies with the secret …": ``without its final newline``."""

    text: bytes
    how: str

    def __repr__(self) -> str:
        """Show what is done, never the text."""
        return f"TextChange({self.how!r})"


class TokenChange(NamedTuple):
    """A changed token. ``how`` completes "the signature verifies over the token …": ``without the word Bearer``."""

    token: TokenText
    how: str


class RecipeChange(NamedTuple):
    """Another way to verify. ``how`` completes "the signature verifies …": ``as HMAC with SHA-512``."""

    recipe: Recipe
    how: str


class SecretText(NamedTuple):
    """The text of a shared secret as it stands now, after the earlier changes of the chain.

    ``sighting`` says where the text came from (``None`` for one nobody wrote, such as a default from a list).
    ``fresh`` is true while nothing was changed yet: ``sighting.readings`` and ``sighting.source`` speak of that state only.
    ``block`` is the block of the HMAC's hash in octets (64 for SHA-256, 128 for SHA-384 and SHA-512).
    """

    text: bytes
    sighting: Sighting | None
    fresh: bool
    block: int

    def __repr__(self) -> str:
        """Show where the text came from, never the text."""
        return f"SecretText(sighting={self.sighting!r}, fresh={self.fresh}, block={self.block})"


class DocumentText(NamedTuple):
    """The text of a key document (PEM, DER, certificate, JWK, JWKS) as it stands now; fields as in `SecretText`."""

    text: bytes
    sighting: Sighting | None
    fresh: bool

    def __repr__(self) -> str:
        """Show where the text came from, never the text: it may hold a private key."""
        return f"DocumentText(sighting={self.sighting!r}, fresh={self.fresh})"


class Attempt(NamedTuple):
    """One way to verify that failed: this recipe, with this key, over this token."""

    token: TokenText
    key: Key
    recipe: Recipe


class Choice(NamedTuple):
    """Another key than the verifier's verifies: which, and beside what.

    ``chosen`` is the key that the verifier would use (``None`` if its kid names none), ``chosen_sighting`` where that was to
    come from, ``signer`` the key that verifies, ``signer_sighting`` where that was found. ``verifier_keys`` and ``signer_keys``
    are all keys of the verifier's and of the signer's own documents, in their order. ``token`` is as received, repaired where needed.
    """

    case: Case
    token: TokenText
    chosen: Key | None
    chosen_sighting: Sighting | None
    signer: Key
    signer_sighting: Sighting | None
    verifier_keys: tuple[Key, ...]
    signer_keys: tuple[Key, ...]


class Scene(NamedTuple):
    """What a reading may look at when nothing verified: the case, the token, and the keys that could be read of each sighting."""

    case: Case
    token: TokenText
    verifier_keys: tuple[tuple[Sighting, Key], ...]
    candidate_keys: tuple[tuple[Sighting, Key], ...]
