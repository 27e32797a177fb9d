"""Stories for the tests of causes: who holds which key where, as an example for the command line and as what a hook is shown."""

import json
from collections.abc import Mapping, Sequence

from jwtriage.diagnosis.investigate import held_keys
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from jwtriage.jose.secret import Secret
from jwtriage.model.case import Case, Origin, Sighting, Unread
from jwtriage.model.change import Choice, Scene
from tests.support.documents import jwk, jwks
from tests.support.example import AT, CLAIMS, NOW, Example
from tests.support.keys import SECRET, rsa
from tests.support.tokens import sign

__all__ = ["AT", "CLAIMS", "NOW", "SECRET", "claims", "key_set", "outcome", "scene", "sightings", "signed", "story", "swapped"]

Files = Mapping[str, bytes]


def claims(**members: object) -> dict[str, object]:
    """Return the usual claims with other members; ``None`` takes one away."""
    return {name: value for name, value in {**CLAIMS, **members}.items() if value is not None}


def key_set(**keys) -> bytes:
    """Write a set of the public halves under their kids."""
    return jwks(*(jwk(key, kid=kid) for kid, key in keys.items()))


def story(token: bytes, *causes: str, held: Files, elsewhere: Files | None = None, arguments: Sequence[str] = (), **more) -> Example:
    """Make the example of a verifier that holds these files, with candidates elsewhere."""
    named = [*(("--verifier", name) for name in held), *(("--candidate", name) for name in elsewhere or {})]
    return Example(token, {**held, **(elsewhere or {})}, (*(word for pair in named for word in pair), *arguments), causes, **more)


def sightings(held: Files, elsewhere: Files | None = None) -> tuple[Sighting, ...]:
    """Show files as the places room does: whole files."""
    seen = [(name, text, "") for name, text in held.items()] + [(name, text, None) for name, text in (elsewhere or {}).items()]
    return tuple(Sighting(Secret(text), Origin(*name.partition("#")[::2]), verifier=verifier) for name, text, verifier in seen)


def scene(token: bytes, held: Files | None = None, *, unread: Sequence[str] = (), **more) -> Scene:
    """Make what a reading looks at; ``more`` are fields of the case."""
    seen = sightings(held or {})
    case = Case(token, seen, at=NOW, unread=tuple(Unread(place, "not fetched") for place in unread), **more)
    return Scene(case, TokenText.read(token), tuple((entry.sighting, entry.key) for entry in held_keys(seen)), ())


def swapped(token: bytes, held: tuple[str, bytes], elsewhere: tuple[str, bytes], **more) -> Choice:
    """Make what a choice looks at: the first key of each of two files, of which the second one's verifies."""
    own, other = sightings(dict([held]), dict([elsewhere]))
    ours, theirs = _keys(own), _keys(other)
    case = Case(token, (own, other), at=NOW, **more)
    return Choice(case, TokenText.read(token), ours[0] if ours else None, own, theirs[0], other, ours, theirs)


def _keys(sighting: Sighting) -> tuple[Key, ...]:
    return tuple(entry.key for entry in held_keys([sighting]))


def outcome(report: dict) -> tuple[str, dict[str, str]]:
    """Return the verdict, and the certainty of each cause."""
    return report["verdict"], {cause["id"]: cause["certainty"] for cause in report["causes"]}


def signed(members: Mapping[str, object], key=None, alg: str = "RS256", **headers) -> bytes:
    """Sign claims."""
    return sign(json.loads(json.dumps(members)), rsa() if key is None else key, alg, headers or None)
