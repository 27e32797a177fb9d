"""JSON documents: the same values as the standard library, with their lines."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.places.json_text import document
from jwtriage.places.reference import UnusableReference
from jwtriage.places.tree import Scalar, at, plain

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda children: st.lists(children, max_size=4) | st.dictionaries(st.text(max_size=5), children, max_size=4),
    max_leaves=20,
)


def test_texts_and_lines() -> None:
    tree = document(b'{\n "a": {"b": ["x", 1.0, true,\n null]}}', "x")
    assert at(tree, ("a", "b", "0")) == Scalar(b"x", "string", 2, b'"x"')
    assert at(tree, ("a", "b", "1")) == Scalar(b"1.0", "number", 2, b"1.0")
    assert at(tree, ("a", "b", "2")) == Scalar(b"true", "boolean", 2, b"true")
    assert at(tree, ("a", "b", "3")) == Scalar(b"", "null", 3, b"null")


@given(VALUES)
def test_the_same_values(value: object) -> None:
    assert plain(document(json.dumps(value).encode(), "x")) == value


@given(VALUES)
def test_the_same_values_when_indented(value: object) -> None:
    assert plain(document(json.dumps(value, indent=1, ensure_ascii=False).encode("utf-8", "surrogatepass"), "x")) == value


def test_the_last_of_two_members_wins() -> None:
    assert at(document(b'{"a": 1, "a": 2}', "x"), ("a",)) == Scalar(b"2", "number", 1, b"2")


@pytest.mark.parametrize(
    "octets", [b"", b"{", b"[1,]", b"[" * 70 + b"]" * 70, b"[" + b"1," * 600_000 + b"1]", b"[" * 100_000, b"\xff", b"{'a': 1}", b"1" * 5_000, b"nul"]
)
def test_refused_in_one_line(octets: bytes) -> None:
    with pytest.raises(UnusableReference) as caught:
        document(octets, "x")
    assert "\n" not in str(caught.value)


@given(st.binary(max_size=100))
def test_any_octets_are_read_or_refused(octets: bytes) -> None:
    try:
        document(octets, "x")
    except UnusableReference:
        return
