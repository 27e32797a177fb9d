"""Where things are, and that no record shows a key."""

import pytest

from jwtriage.jose.secret import Secret
from jwtriage.model.case import Case, Origin, Reading, Sighting


@pytest.mark.parametrize(
    ("origin", "text"), [(Origin("a.pem"), "a.pem"), (Origin(".env", "JWT_SECRET", 7), ".env#JWT_SECRET"), (Origin("x.json", ""), "x.json")]
)
def test_an_origin_is_written_as_a_ref(origin: Origin, text: str) -> None:
    assert str(origin) == text


def test_no_repr_shows_a_text() -> None:
    secret = Secret(b"sekrit-octets")
    sighting = Sighting(secret, Origin("a"), readings=(Reading("docker", secret),), source=secret)
    assert "sekrit" not in repr(Case(b"sekrit.token.text", (sighting,), payload=b"sekrit payload", also=(b"sekrit",)))


def test_sightings_of_equal_texts_are_told_apart_by_their_place() -> None:
    assert Sighting(Secret(b"x"), Origin("a")) == Sighting(Secret(b"x"), Origin("a"))
    assert Sighting(Secret(b"x"), Origin("a")) != Sighting(Secret(b"x"), Origin("b"))
