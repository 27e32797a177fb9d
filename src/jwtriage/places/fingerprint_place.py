"""``fp:`` REFs: a fingerprint seen elsewhere. There is no key text, only the tag; a match is likely, never proven."""

import re

from jwtriage.model.case import Sighting, Unread
from jwtriage.places.found import Found, sighting
from jwtriage.places.reference import Reference, UnusableReference
from jwtriage.places.surroundings import Surroundings

_FINGERPRINT = re.compile(r"hk1:[a-z2-7]{8}|sc1:[a-z2-7]{5}|(?:rsa|ec|okp|akp):[A-Za-z0-9_-]{12,43}")


def read(reference: Reference, verifier: str | None, surroundings: Surroundings) -> list[Sighting | Unread]:
    """Return the fingerprint as the label of an empty sighting."""
    if not _FINGERPRINT.fullmatch(reference.path):
        raise UnusableReference(f"{reference.place}: expected fp:hk1:…, fp:sc1:…, fp:rsa:…, fp:ec:…, fp:okp:… or fp:akp:…")
    return [sighting(Found((), "", b"", "fingerprint", labels={"fingerprint": reference.path}), reference, verifier)]
