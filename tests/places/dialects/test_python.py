"""python-dotenv."""

import pytest

from tests.places.dialects.look import last, values


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("S=abc#def", "abc#def"),
        ("S=abc #def", "abc"),
        ("S= #def", ""),
        ('S="a\\nb\\tc"', "a\nb\tc"),
        ("S='a\\nb\\'c'", "a\\nb'c"),
        ("S=`abc`", "`abc`"),
        ("S=$A${A}", "$A"),
        ("S=${A:-d}", "d"),
        ("A=1\nS=${A}", "1"),
        ("'S'=abc", "abc"),
        ("export S=abc", "abc"),
        ('S="a\nb"', "a\nb"),
        ("\ufeffS=abc", "abc"),
    ],
)
def test_values(line: str, expected: str) -> None:
    assert values("python", line)["S"] == expected


@pytest.mark.parametrize("line", ['S="q"uote', "S='it''s'", "S: colon", "S", "S='open"])
def test_lines_that_are_dropped(line: str) -> None:
    assert values("python", f"{line}\nT=1") == {"T": "1"}


def test_lines_and_source() -> None:
    found = last("python", 'A="x\r\ny"\r\n\r\nS=abc #d\r\n')
    assert (found.line, found.source, found.interpolated) == (4, "abc #d", False)
