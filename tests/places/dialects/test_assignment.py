"""What dialects share."""

from jwtriage.places.dialects.assignment import Assignment, Lines, Refused, end_of_line


def test_lines() -> None:
    lines = Lines("a\nb\n\nc")
    assert [lines.at(offset) for offset in (0, 1, 2, 4, 5, 5)] == [1, 1, 2, 3, 4, 4]


def test_end_of_line() -> None:
    assert [end_of_line("ab\nc", offset) for offset in (0, 2, 3)] == [2, 2, 4]


def test_nothing_shows_the_value() -> None:
    assert "topsecret" not in repr(Assignment("S", "topsecret", "topsecret", 3))
    assert str(Refused(3, "is bad")) == "line 3: is bad"
