"""How the usual serialisers write one JSON object."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.forensics import json_spellings as spellings

CLAIMS = {"iss": "https://id.example/a", "name": "é<&>", "iat": 1, "exp": 2}
VALUES = st.dictionaries(st.text(max_size=5), st.none() | st.booleans() | st.integers() | st.text(max_size=8), max_size=5)
SAME = (spellings.usual, spellings.common, spellings.arranged)


@given(VALUES)
def test_every_spelling_says_the_same(value: dict) -> None:
    """Normal forms of Unicode apart, which change the text."""
    if all(text.isascii() for text in [*value, *map(str, value.values())]):
        assert all(json.loads(text) == value for write in SAME for text in write(value))


@pytest.mark.parametrize(
    "text",
    [
        '{"iss":"https:\\/\\/id.example\\/a","name":"\\u00e9<&>","iat":1,"exp":2}',
        '{"iss":"https://id.example/a","name":"é\\u003c\\u0026\\u003e","iat":1,"exp":2}',
        '{"iss":"https://id.example/a","name":"\\u00E9\\u003C\\u0026\\u003E","iat":1,"exp":2}',
        '{"iss": "https://id.example/a", "name": "\\u00e9<&>", "iat": 1, "exp": 2}',
        '{"iss":"https://id.example/a",\r\n "name":"é<&>",\r\n "iat":1,\r\n "exp":2}',
        '{\n  "iss": "https://id.example/a",\n  "name": "é<&>",\n  "iat": 1,\n  "exp": 2\n}',
    ],
)
def test_spellings_of_the_field(text: str) -> None:
    """PHP, Go, .NET, Python, the examples of the RFCs, and a pretty printer."""
    assert text.encode() in list(spellings.usual(CLAIMS))


def test_orders() -> None:
    orders = [list(value) for value in spellings.reordered(CLAIMS)]
    assert sorted(CLAIMS) in orders
    assert ["iss", "exp", "iat", "name"] in orders
    assert list(CLAIMS)[::-1] in orders


def test_inner_objects_are_sorted_too() -> None:
    assert '{"b": 1, "c": {"a": 1, "z": 2}}' in [json.dumps(value) for value in spellings.reordered({"c": {"z": 2, "a": 1}, "b": 1})]


def test_numbers_and_shapes() -> None:
    numbers = [json.dumps(value) for value in spellings.renumbered({"iat": 1, "level": 2, "flag": True})]
    assert '{"iat": 1.0, "level": 2, "flag": true}' in numbers
    assert '{"iat": 1.0, "level": 2.0, "flag": true}' in numbers
    assert '{"iat": 1}' in [json.dumps(value) for value in spellings.renumbered({"iat": 1.0})]
    assert {"aud": ["a"], "x": None} in list(spellings.reshaped({"aud": "a", "x": None}))
    assert {"aud": ["a"]} in list(spellings.reshaped({"aud": ["a"], "x": None}))


def test_there_are_not_too_many() -> None:
    assert len(set(spellings.usual(CLAIMS))) < 250
    assert len(set(spellings.common(CLAIMS))) <= 8
