"""A file as a POSIX shell reads it with ``.``."""

import pytest

from tests.places.dialects.look import last, refused, values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("S=abc#def", {"S": "abc#def"}),
        ("S=abc #def", {"S": "abc"}),
        ("S=a b", {}),
        ("S= abc", {}),
        ("S=", {"S": ""}),
        ("S='a b'\"c d\"e", {"S": "a bc de"}),
        ("export S=a T=b", {"S": "a", "T": "b"}),
        ("S=a; T=b", {"S": "a", "T": "b"}),
        ("S=a && T=$S", {"S": "a", "T": "a"}),
        ("S=a | T=b", {}),
        ("S=a & T=b", {"T": "b"}),
        ("S=a command\nT=b", {"T": "b"}),
        ("S=a\\\nb", {"S": "ab"}),
        ("S=a\\nb", {"S": "anb"}),
        ("S=abc\r\nT=1\r\n", {"S": "abc\r", "T": "1\r"}),
        ("S=${A:-x}${A-y}${A+z}", {"S": "xy"}),
        ("A=\nS=${A:-x}${A-y}${A+z}", {"A": "", "S": "xz"}),
        ("S=a$HOMEb", {"S": "a"}),
        ("S=\"$1\"'$1'", {"S": "$1"}),
        ("S=a>file", {"S": "a"}),
        ("S=a\nif true\nT=b", {"S": "a"}),
        ("S=a\ncat <<END\nT=b\nEND\n", {"S": "a"}),
        ("\ufeffS=a\nT=b", {"T": "b"}),
    ],
)
def test_values(text: str, expected: dict[str, str]) -> None:
    assert values("shell", text) == expected


@pytest.mark.parametrize("value", ["p$$w", "$(cat key)", "`cat key`", "$((1 + 1))", "~/key", "a:~root", "$?", "${A%x}", "${#A}", "${A:?none}"])
def test_what_only_a_running_shell_knows(value: str) -> None:
    assert values("shell", f"S={value}\nT=1") == {"S": None, "T": "1"}
    assert values("shell", f"S={value}\nT=x$S") == {"S": None, "T": None}


@pytest.mark.parametrize("text", ["S='abc", 'S="abc', "S=a(b", "S=a)", "S=${", "S=${}", "S=$(a", "export S = a", "S=`a", "S=" + "${A:-" * 20])
def test_syntax_errors_refuse_the_file(text: str) -> None:
    assert refused("shell", f"T=1\n{text}").startswith("line 2: ")


def test_an_expansion_is_marked_and_the_source_kept() -> None:
    found = last("shell", "A=1\nS=x${A}y")
    assert (found.interpolated, found.source, found.line) == (True, "x${A}y", 2)
    assert not last("shell", "S='$A'").interpolated
