"""Compose's dotenv reader, after the rules that compose-go documents and tests (no compose is installed to ask)."""

import pytest

from jwtriage.places.dialects import compose
from tests.places.dialects.look import last, refused, values


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("S=abc", "abc"),
        ("S = abc", "abc"),
        ("S: abc", "abc"),
        ("export S=abc", "abc"),
        ("S=", ""),
        ("S=abc#def", "abc#def"),
        ("S=abc # def", "abc"),
        ("S=abc  ", "abc"),
        ('S="abc # def" # comment', "abc # def"),
        ("S='a\\nb'", "a\\nb"),
        ('S="a\\nb"', "a\nb"),
        ('S="a\\"b"', 'a"b'),
        ("S='a\\'b'", "a'b"),
        ('S="line\nbreak"', "line\nbreak"),
        ("S='$A'", "$A"),
        ("S=$$A", "$A"),
        ('S="\\$A"', "$A"),
        ('S="\\\\"', "\\"),
        ('S="\\0101"', "A"),
        ('S="\\09"', "\\09"),
        ("S=x$NONE", "x"),
        ("S=${NONE:-d}", "d"),
        ("A=1\nS=${A}2", "12"),
        ("\ufeffS=abc", "abc"),
        ("S=abc\r\nT=1", "abc"),
        ("# S=no\n\nS=abc", "abc"),
    ],
)
def test_values(line: str, expected: str) -> None:
    assert values("compose", line)["S"] == expected


@pytest.mark.parametrize("line", ["S='abc", 'S="abc', "A B=c", "A-!=b", "S=a$ b", "S=$1", "S=${NONE:?x}", "S=${"])
def test_files_that_compose_refuses(line: str) -> None:
    assert refused("compose", f"T=1\n{line}\n").startswith("line 2: ")


def test_a_name_alone_comes_from_elsewhere() -> None:
    assert values("compose", "S\nT=1\n") == {"T": "1"}
    assert values("compose", "T=1\nS") == {"T": "1"}


def test_names_that_begin_with_a_digit_are_left_out() -> None:
    assert values("compose", "1S=a\nT=1\n") == {"T": "1"}


def test_what_was_expanded_is_marked() -> None:
    assert last("compose", "A=1\nS=$A").interpolated
    assert not last("compose", "S=abc").interpolated
    assert not last("compose", "S='$A'").interpolated


def test_the_project_comes_first() -> None:
    assert [found.text for found in compose.read("A=file\nS=$A$B", {"A": "project", "B": "!"})] == ["file", "project!"]


def test_lines_are_counted() -> None:
    assert [found.line for found in compose.read('A="x\ny"\n\n# c\nB=1\n')] == [1, 5]
