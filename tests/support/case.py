"""Cases for tests of the search, without files or a command line."""

from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.investigate import Investigation
from jwtriage.diagnosis.outcome import Outcome
from jwtriage.jose.secret import Secret
from jwtriage.model.case import Case, Origin, Sighting
from tests.support.example import NOW


def seen(text: bytes, place: str = "k", *, verifier: str | None = None, name: str | None = None, **more: object) -> Sighting:
    """Return a sighting of ``text``."""
    return Sighting(Secret(text), Origin(place, name), verifier=verifier, **more)


def case_of(token: bytes, *sightings: Sighting, **more: object) -> Case:
    """Return the case of a token at the time of the tests."""
    return Case(token, sightings=sightings, at=NOW, **more)


def conclude(token: bytes, *sightings: Sighting, seconds: float = 30, **more: object) -> Outcome:
    """Investigate a token before the given sightings."""
    return Investigation(case_of(token, *sightings, **more), Budget(seconds)).conclude()


def proven(outcome: Outcome) -> list[str]:
    """Return the ids that are proven, in their order."""
    return [found.id for found in outcome.findings if found.certainty == "proven"]
