"""Where the verifier's keys come from."""

import pytest

from jwtriage.jose.secret import Secret
from jwtriage.model.addresses import place_of, verifier_places, words_of
from jwtriage.model.case import Case, Origin, Sighting, Unread


def sighting(place: str, name: str | None = None, verifier: str | None = "") -> Sighting:
    return Sighting(Secret(b"k"), Origin(place, name), verifier=verifier)


def test_the_verifiers_places_and_what_it_expects():
    seen = (sighting("a.env", "KEY"), sighting("b.env", verifier=None))
    case = Case(b"", seen, issuer="https://id.example", unread=(Unread("https://id.example/jwks", "offline"),))
    assert verifier_places(case) == ["a.env#KEY", "https://id.example/jwks", "https://id.example"]


def test_a_place_is_written_in_small_letters():
    assert place_of(sighting("Prod/.ENV", "KEY")) == "prod/.env#key"
    assert place_of(None) == ""


@pytest.mark.parametrize(("place", "words"), [("keys/v2-prod.pem", {"keys", "v", "prod", "pem"}), ("", set()), ("A_b", {"a", "b"})])
def test_words(place, words):
    assert words_of(place) == words
