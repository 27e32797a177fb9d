"""Properties and INI files."""

import configparser

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.places.flat_text import ini, properties
from jwtriage.places.tree import Scalar, at, plain


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("jwt.secret=abc", "jwt.secret", "abc"),
        ("jwt.secret = abc ", "jwt.secret", "abc "),
        ("jwt.secret: a=b", "jwt.secret", "a=b"),
        ("jwt.secret abc", "jwt.secret", "abc"),
        ("a\\ b=c", "a b", "c"),
        ("a=b\\\n   c", "a", "bc"),
        ("a=b\\\\\nc=d", "a", "b\\"),
        ("a=\\u00e9\\t\\x", "a", "é\tx"),
        ('a="b"', "a", '"b"'),
        ("a=b#c", "a", "b#c"),
        ("a", "a", ""),
    ],
)
def test_properties(line: str, name: str, value: str) -> None:
    node = at(properties(line.encode(), "x"), (name,))
    assert isinstance(node, Scalar)
    assert node.text.decode() == value


def test_properties_comments_and_lines() -> None:
    tree = properties(b"# c\n! c\n\na=1\r\nb=\\\n  2\nc=3", "x")
    assert tree == {"a": Scalar(b"1", line=4, source=b"1"), "b": Scalar(b"2", line=5, source=b"2"), "c": Scalar(b"3", line=7, source=b"3")}


def test_ini() -> None:
    tree = ini(b"; c\n[jwt]\nsecret = a b \nkey: x\n  y\n\n[other]\nsecret=2\n", "x")
    assert plain(tree) == {"jwt": {"secret": "a b", "key": "x\ny"}, "other": {"secret": "2"}}
    node = at(tree, ("other", "secret"))
    assert isinstance(node, Scalar)
    assert node.line == 8


NAMES = st.text(alphabet="abcxyz", min_size=1, max_size=5)
INI_VALUES = st.text(alphabet="abc=:#;%$\"'0 ", max_size=12)


@given(st.dictionaries(NAMES, INI_VALUES, max_size=4))
def test_ini_as_configparser_reads_it(options: dict[str, str]) -> None:
    source = "[s]\n" + "".join(f"{name} = {value}\n" for name, value in options.items())
    parser = configparser.ConfigParser(interpolation=None)
    parser.read_string(source)
    assert plain(ini(source.encode(), "x")) == {"s": dict(parser["s"])}


@given(st.binary(max_size=200))
def test_any_octets_are_read(octets: bytes) -> None:
    assert isinstance(properties(octets, "x"), dict)
    assert isinstance(ini(octets, "x"), dict)
