"""The secret was read before it was loaded: it is empty or the text `undefined`.

## What happens
A module asks for the variable before the configuration is there. The key of that side is then the empty text, or the
word that the language prints for nothing, or the placeholder of a template that was never filled. Everybody can guess
such a key, so whoever signs with it vouches for nothing.

## Where it comes from
`String(process.env.JWT_SECRET)` in a module that is imported before `dotenv.config()`, `JwtModule.register` outside
`registerAsync`, a template with `${JWT_SECRET}` that no one expanded, a chart value that does not exist (`<no value>`).
Seen in nestjs/passport#479, keyshade-xyz/keyshade#214, nestjs/jwt#1032, nestjs/jwt#2079.

## How to fix it
Load the configuration first (`import 'dotenv/config'` as the first line, `JwtModule.registerAsync`), and refuse to
start when the secret is missing or shorter than 32 octets.

Reject every token that was signed with the guessable key: it proves nothing.
"""

from collections.abc import Iterator
from functools import cache

from jwtriage.model.case import Sighting
from jwtriage.model.change import Choice, Scene, SecretText, TextChange
from jwtriage.model.finding import Sign

PUBLIC = True
CONSTANTS = (
    *(b"", b"undefined", b"null", b"None", b"false", b"<no value>", b"nil", b"<nil>", b"NULL", b"Null", b"none", b"NaN", b"False", b"true", b"True"),
    *(b"0", b"[object Object]", b"[object Promise]", b"{}", b"[]", b'""', b"''", b"~"),
)
"""What languages and templates print for nothing."""
TEMPLATES = ("${%s}", "$%s", "$(%s)", "{{%s}}", "{{ %s }}", "%%%s%%", "process.env.%s", "<%s>", "#{%s}", "%s")
"""Placeholders of a variable that nobody filled in."""
USUAL_NAME = "JWT_SECRET"
HOW = "replaced by what a program prints for a variable that is not there"


def propose_secret(text: SecretText) -> Iterator[TextChange]:
    """Replace the text by what stands for nothing. It does not depend on the text, so it is done once."""
    if text.fresh:
        for octets in _constants(_name(text.sighting)):
            yield TextChange(octets, HOW)


def choose(choice: Choice) -> Iterator[str]:
    """Say that the verifier's own key is nothing."""
    if choice.chosen is not None and choice.chosen.secret is not None:
        octets = choice.chosen.secret.reveal()
        if _is_nothing(octets, choice.chosen_sighting):
            yield "the verifier's secret is empty, or what a program prints for a variable that is not there"


def read(scene: Scene) -> Iterator[Sign]:
    """Say that a key of the verifier is nothing, whoever signed."""
    for sighting in scene.case.sightings:
        if sighting.verifier is not None and sighting.kind != "fingerprint" and _is_nothing(sighting.text.reveal(), sighting):
            yield Sign("the verifier's secret is empty, or what a program prints for a variable that is not there", "likely", sighting.origin)


def _is_nothing(octets: bytes, sighting: Sighting | None) -> bool:
    return octets.strip() in _constants(_name(sighting))


def _name(sighting: Sighting | None) -> str:
    """Return the variable's name: the last part of the sighting's, or the usual one."""
    name = (sighting.origin.name or "") if sighting else ""
    return name.rpartition("/")[2] or USUAL_NAME


@cache
def _constants(name: str) -> tuple[bytes, ...]:
    return CONSTANTS + tuple((template % name).encode() for template in TEMPLATES)
