"""What the search found: a way in which the signature verifies."""

from typing import NamedTuple

from jwtriage.diagnosis.chain import Step, TextNode
from jwtriage.forensics.recipe import Recipe
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from jwtriage.model.case import Sighting


class Hit(NamedTuple):
    """The token, the key and the recipe that verify, and the changes that led there.

    ``foreign`` is true when the verifier would have used another key; the choice is then no step yet. ``text`` is the shared
    secret's node, ``None`` for a public key. ``sighting`` is where the key's text was seen (``None`` for a well-known one).
    """

    token: TokenText
    key: Key
    recipe: Recipe
    steps: tuple[Step, ...]
    foreign: bool
    text: TextNode | None
    sighting: Sighting | None


class Signing(NamedTuple):
    """A key to try on changed tokens: where it was seen, whether the verifier would use another, and the changes that made it readable."""

    key: Key
    sighting: Sighting | None
    foreign: bool
    steps: tuple[Step, ...]
