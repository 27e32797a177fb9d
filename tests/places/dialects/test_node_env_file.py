"""``node --env-file``."""

import pytest

from tests.places.dialects.look import last, values


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("S=abc#def", "abc"),
        ('S="q"uote', "q"),
        ("S=`a\nb`", "a\nb"),
        ('S="a\\nb\\r"', "a\nb\\r"),
        ("S=\tabc", "\tabc"),
        ("export S=abc", "abc"),
        ("S='open\nT=1", "'open"),
        ("S=abc\r\n", "abc"),
    ],
)
def test_values(line: str, expected: str) -> None:
    assert values("node-env-file", line)["S"] == expected


def test_a_line_without_equals_joins_the_next_name() -> None:
    assert values("node-env-file", "S: abc\nT=1") == {"S: abc\nT": "1"}


def test_an_open_quote_at_the_very_end_is_lost() -> None:
    assert values("node-env-file", "T=1\nS='open") == {"T": "1"}


def test_lines() -> None:
    assert last("node-env-file", 'A="x\ny"\n\nS=1').line == 4
