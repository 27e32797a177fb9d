"""Where the verifier's keys come from, in the words that say so: addresses, paths, names, and the issuer it expects."""

import re

from jwtriage.model.case import Case, Sighting

_WORD = re.compile(r"[a-z]+")


def verifier_places(case: Case) -> list[str]:
    """Return the places of the verifier's keys, read or not, and the issuer that it expects, as the operator wrote them."""
    places = [str(sighting.origin) for sighting in case.sightings if sighting.verifier is not None]
    return [*places, *(unread.origin for unread in case.unread), *([case.issuer] if case.issuer else [])]


def place_of(sighting: Sighting | None) -> str:
    """Return the REF of a sighting in small letters, ``""`` where there is none."""
    return str(sighting.origin).lower() if sighting is not None else ""


def words_of(place: str) -> set[str]:
    """Return the words of a place in small letters: ``keys/v2-prod.pem`` has ``keys``, ``v``, ``prod`` and ``pem``."""
    return set(_WORD.findall(place.lower()))
