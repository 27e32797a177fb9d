"""From what was found to a sighting."""

import pytest

from jwtriage.places.found import Elsewhere, Found, choose, sighting, unread, written
from jwtriage.places.reference import UnusableReference, parse_reference


def test_a_sighting_carries_everything() -> None:
    found = Found(("A",), "A", b"t", "variable", 3, b"s", "python", (("node", b"u"),), {"x": "y"})
    made = sighting(found, parse_reference(".env?encoding=hex&stage=old#A"), "api")
    assert (made.text.reveal(), str(made.origin), made.origin.line, made.verifier, made.reader) == (b"t", ".env#A", 3, "api", "python")
    assert (made.encoding, dict(made.labels)) == ("hex", {"x": "y", "stage": "old"})
    assert [(reading.reader, reading.text.reveal()) for reading in made.readings] == [("node", b"u")]


def test_elsewhere_is_unread() -> None:
    made = unread(Elsewhere(("a", "B"), "a/B", "is there"), parse_reference("t.json#a/B"))
    assert (made.origin, made.why) == ("t.json#a/B", "is there")


def test_the_last_of_a_name_wins() -> None:
    entries = [Found(("A",), "A", text, "variable") for text in (b"1", b"2")]
    assert choose(entries, ("A",), parse_reference("x#A")) == entries[1]


def test_a_hostile_file_does_not_make_a_long_message() -> None:
    entries = [Found((name,), name, b"", "variable") for name in ("B" * 100_000, *(f"A{number}" for number in range(3_000)))]
    with pytest.raises(UnusableReference) as caught:
        choose(entries, ("A",), parse_reference("x#A" + "A" * 10))
    assert len(str(caught.value)) < 200


def test_written_names() -> None:
    assert written(("a.b", "c/d"), ".") == "a%2Eb.c/d"
    assert written(("a.b", "c/d"), "/") == "a.b/c%2Fd"
    assert written(("a#b\n",), "") == "a%23b%0A"
