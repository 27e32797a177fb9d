"""``docker run --env-file``."""

import pytest

from tests.places.dialects.look import refused, values


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('S="abc"', '"abc"'),
        ("S=abc #def", "abc #def"),
        ("S= abc  ", " abc  "),
        ("  S=a", "a"),
        ("S=a$HOME", "a$HOME"),
        ("S=a\r", "a"),
        ("\ufeffS=a", "a"),
        ("S=a=b", "a=b"),
        ("S=", ""),
    ],
)
def test_the_line_is_the_value(line: str, expected: str) -> None:
    assert values("docker", f"{line}\n") == {"S": expected}


@pytest.mark.parametrize("line", ["export S=a", "S =a", "=a", "S=\udcff", "S=" + "x" * 65_536])
def test_one_bad_line_refuses_the_file(line: str) -> None:
    assert refused("docker", f"T=1\n{line}\n").startswith("line 2: ")


def test_comments_and_names_alone() -> None:
    assert values("docker", "# c\n\nS\nT=1\n") == {"T": "1"}
