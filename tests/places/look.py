"""Short ways to write a file and look at what a REF finds in it."""

from pathlib import Path
from typing import Any

import pytest

from jwtriage.model.case import Sighting, Unread
from jwtriage.places.reference import UnusableReference
from jwtriage.places.resolve import sightings
from jwtriage.places.surroundings import Surroundings


def look(folder: Path, reference: str, verifier: str | None = None, **surroundings: Any) -> list[Sighting | Unread]:
    """Resolve a REF in a folder."""
    return sightings(reference, verifier, Surroundings(folder=folder, **surroundings))


def only(folder: Path, reference: str, **surroundings: Any) -> Sighting:
    """Resolve a REF that names one thing."""
    [sighting] = look(folder, reference, **surroundings)
    assert isinstance(sighting, Sighting)
    return sighting


def text(folder: Path, reference: str, **surroundings: Any) -> bytes:
    """Return the text that a REF names."""
    return only(folder, reference, **surroundings).text.reveal()


def texts(found: list[Sighting | Unread]) -> dict[str, bytes]:
    """Return the texts of sightings by their name."""
    return {sighting.origin.name or "": sighting.text.reveal() for sighting in found if isinstance(sighting, Sighting)}


def readings(sighting: Sighting) -> dict[str, bytes]:
    """Return the differing readings of a sighting."""
    return {reading.reader: reading.text.reveal() for reading in sighting.readings}


def refusal(folder: Path, reference: str, **surroundings: Any) -> str:
    """Return the one line with which a REF is refused."""
    with pytest.raises(UnusableReference) as caught:
        look(folder, reference, **surroundings)
    message = str(caught.value)
    assert message
    assert "\n" not in message
    return message


def why_unread(folder: Path, reference: str, environment: dict[str, str], **surroundings: Any) -> str:
    """Return why the one thing that a REF names could not be read; nothing of the secret of those tests may stand there."""
    [unread] = look(folder, reference, environment=environment, **surroundings)
    assert isinstance(unread, Unread)
    assert "rhubarb" not in unread.why
    return unread.why
