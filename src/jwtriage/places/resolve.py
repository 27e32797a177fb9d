"""From a REF to what stands there."""

from collections.abc import Callable, Mapping

from jwtriage.model.case import Sighting, Unread
from jwtriage.places import environment, file_place, fingerprint_place
from jwtriage.places.reference import LIVE_SCHEMES, Reference, UnusableReference, parse_reference
from jwtriage.places.surroundings import Surroundings

__all__ = ["Reference", "Surroundings", "UnusableReference", "parse_reference", "sightings"]

Place = Callable[[Reference, str | None, Surroundings], list[Sighting | Unread]]

PLACES: Mapping[str, Place] = {
    "file": file_place.read,
    "env": environment.read_env,
    "proc": environment.read_proc,
    "fp": fingerprint_place.read,
}


def sightings(reference: str, verifier: str | None, surroundings: Surroundings) -> list[Sighting | Unread]:
    """Return what stands at a REF.

    ``verifier`` is the name of the verifier that uses it (``""`` without a name), ``None`` for a candidate. The other names of a
    file given as ``file#name`` to a verifier come too, as candidates. What the network or another place withholds is an `Unread`;
    an input that cannot be used raises `UnusableReference` with one clear line.
    """
    parsed = parse_reference(reference)
    place = PLACES.get(parsed.scheme)
    if place is None:
        raise UnusableReference(f"{reference}: {parsed.scheme}: REFs are not supported yet (supported: files, folders, {', '.join(_supported())})")
    return place(parsed, verifier, surroundings)


def _supported() -> list[str]:
    """Return the schemes that are read, as one writes them."""
    return [f"{scheme}:" for scheme in PLACES if scheme != "file" and scheme not in LIVE_SCHEMES]
