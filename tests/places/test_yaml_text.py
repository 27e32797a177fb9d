"""YAML documents: texts, lines, readings and bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.places.reference import UnusableReference
from jwtriage.places.tree import Scalar, Tree, at
from jwtriage.places.yaml_text import documents


def _at(source: str, *parts: str, version: str = "1.1") -> Scalar:
    """Return the scalar at a path of the first document."""
    node = at(documents(source.encode(), "x", version)[0], parts)
    assert isinstance(node, Scalar)
    return node


def test_a_coerced_scalar_keeps_its_source_and_the_other_version() -> None:
    scalar = _at("a:\n  s: 012\n", "a", "s")
    assert scalar == Scalar(b"10", "number", 2, b"012", (("yaml-1.2", b"12"),))


def test_the_version_can_be_chosen() -> None:
    assert _at("s: 012", "s", version="1.2") == Scalar(b"12", "number", 1, b"012", (("yaml-1.1", b"10"),))


def test_helm_is_a_reading_of_long_numbers() -> None:
    assert _at("s: 20161216", "s").readings == (("helm", b"2.0161216e+07"),)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('s: "012"', b"012"),
        ("s: '1_000'", b"1_000"),
        ("s: !!str 012", b"012"),
        ("s: |\n  a\n  b\n", b"a\nb\n"),
        ("s: |-\n  a\n  b\n", b"a\nb"),
        ("s: >\n  a\n  b\n", b"a b\n"),
        ("s: !!binary c2VjcmV0", b"secret"),
        ("s: !custom yes", b"yes"),
        ("s:", b""),
        ("s: *x\nx: &x 1", None),
        ('s: "\\u00e9"', "é".encode()),
    ],
)
def test_styles_and_tags(source: str, expected: bytes | None) -> None:
    if expected is None:
        with pytest.raises(UnusableReference):
            documents(source.encode(), "x")
    else:
        assert _at(source, "s").text == expected


def test_aliases_and_merges() -> None:
    source = "base: &b {s: one, t: two}\nuse:\n  <<: *b\n  s: three\nlist:\n  <<: [*b, {u: 9}]\n"
    assert [_at(source, *parts).text for parts in (("use", "s"), ("use", "t"), ("list", "u"))] == [b"three", b"two", b"9"]


def test_several_documents_and_an_empty_one() -> None:
    assert len(documents(b"a: 1\n---\n---\nb: 2\n", "x")) == 3
    assert documents(b"", "x") == []


def test_a_mapping_that_contains_itself_is_bounded() -> None:
    tree: Tree | None = documents(b"a: &a {b: *a}", "x")[0]
    assert at(tree, ("a", "b", "b", "b")) is at(tree, ("a",)) if tree is not None else False


@pytest.mark.parametrize(
    "octets",
    [
        b"a: [" * 100,
        b"- " * 100 + b"x",
        b"a: &a x\nb: [" + b"*a," * 1_001 + b"]",
        b"s: secretvalue\n  bad: indentation\n",
        b"\xff\xfe",
        b"s: 'secretvalue",
        b"---\n" * 1_002,
        b"\x01",
    ],
)
def test_refused_without_showing_text(octets: bytes) -> None:
    with pytest.raises(UnusableReference) as caught:
        documents(octets, "x")
    assert "secretvalue" not in str(caught.value)
    assert "\n" not in str(caught.value)


def test_where_it_breaks_and_why_templates_do() -> None:
    with pytest.raises(UnusableReference, match=r"line 2.*render it first"):
        documents(b"a: 1\nb: {{ .Values.b }}: x\n", "x")


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused(source: str) -> None:
    try:
        trees = documents(source.encode("utf-8", "surrogatepass"), "x")
    except UnusableReference:
        return
    assert isinstance(trees, list)
