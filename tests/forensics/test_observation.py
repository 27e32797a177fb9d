from jwtriage.forensics.observation import Observation


def test_equal_when_both_fields_are():
    assert Observation("a", "b") == Observation("a", "b")
    assert len({Observation("a", "b"), Observation("a", "b"), Observation("a", "c")}) == 2
    assert Observation("a", "b") != ("a", "b")


def test_shows_both_fields():
    assert repr(Observation("a", "b")) == "Observation('a', 'b')"
