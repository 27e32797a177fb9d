"""npm's dotenv."""

import pytest

from tests.places.dialects.look import last, values


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("S=abc#def", "abc"),
        ("S='abc#def'", "abc#def"),
        ("S=`abc`", "abc"),
        ('S="a\\nb\\tc"', "a\nb\\tc"),
        ("S='it''s'", "it''s"),
        ('S="q"uote', '"q"uote'),
        ("S: abc", "abc"),
        ("S=$A", "$A"),
        ("S=\n'abc'", "abc"),
        ("S='open", "'open"),
        ("export=abc\nS=1", "1"),
        ("\ufeffS=abc", "abc"),
    ],
)
def test_values(line: str, expected: str) -> None:
    assert values("node", line)["S"] == expected


def test_export_may_be_a_name() -> None:
    assert values("node", "export = a\nexport export=b") == {"export": "b"}


def test_lines_and_source() -> None:
    found = last("node", 'A="x\r\ny"\r\n\r\nS= abc #d\r\n')
    assert (found.line, found.source) == (4, " abc ")
