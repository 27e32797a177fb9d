"""systemd's ``EnvironmentFile=``."""

import pytest

from tests.places.dialects.look import last, values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("S=abc #def", "abc #def"),
        ("S=abc  ", "abc"),
        ('S="a b" c', "a bc"),
        ("S='a\\n'", "a\\n"),
        ('S="a\\n\\$\\"\\\\"', 'a\\n$"\\'),
        ("S=a\\nb\\ ", "anb "),
        ("S=a\\\nb", "ab"),
        ('S="a\nb"', "a\nb"),
        ("S=$A", "$A"),
        ("S = abc", "abc"),
        ("S='open", "open"),
        ("S=", ""),
    ],
)
def test_values(text: str, expected: str) -> None:
    assert values("systemd", text) == {"S": expected}


@pytest.mark.parametrize("line", ["export S=a", "1S=a", "S-T=a", "\ufeffS=a", 'S="a\x01"', "; S=a", "# c \\\nS=a", "S"])
def test_what_is_left_out(line: str) -> None:
    assert values("systemd", f"{line}\nT=1") == {"T": "1"}


def test_lines_and_source() -> None:
    found = last("systemd", 'A="x\ny"\n# c\nS= b "c"  \n')
    assert (found.line, found.source) == (4, ' b "c"  ')
