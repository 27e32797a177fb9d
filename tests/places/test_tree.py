"""Trees of values."""

import pytest

from jwtriage.places.reference import UnusableReference
from jwtriage.places.tree import MAX_DEPTH, MAX_VALUES, Scalar, Tree, at, field, is_bounded, is_key_document, leaves, plain, text_at

TREE: Tree = {"a": [Scalar(b"x"), {"b": Scalar(b"1", "number")}], "c.d": Scalar(b"", "null")}


def test_paths() -> None:
    assert at(TREE, ("a", "1", "b")) == Scalar(b"1", "number")
    assert at(TREE, ("a", "2")) is None
    assert at(TREE, ("a", "-1")) is None
    assert at(TREE, ("a", "0", "x")) is None
    assert text_at(TREE, "a", "0") == "x"
    assert text_at(TREE, "a") == ""


def test_leaves_in_order() -> None:
    assert [parts for parts, _ in leaves(TREE)] == [("a", "0"), ("a", "1", "b"), ("c.d",)]


def test_a_tree_that_contains_itself_ends() -> None:
    loop: dict[str, Tree] = {"x": Scalar(b"1")}
    loop["again"] = loop
    assert sum(1 for _ in leaves(loop)) == MAX_DEPTH


def test_a_wide_tree_that_contains_itself_takes_bounded_memory() -> None:
    loop: list[Tree] = []
    loop += [loop, *[Scalar(b"x")] * 50_000]
    assert sum(1 for _ in leaves(loop)) < 3 * MAX_VALUES


def doubled(levels: int) -> Tree:
    """Share one branch twice at each level, as aliases of YAML can: two to the power of ``levels`` values."""
    tree: Tree = Scalar(b"x")
    for _ in range(levels):
        tree = [tree, tree]
    return tree


def test_what_aliases_multiply_is_not_written_out() -> None:
    assert is_bounded(doubled(10))
    assert not is_bounded(doubled(40))
    with pytest.raises(UnusableReference, match="more than 100,000 values"):
        field(("keys",), doubled(40))


def test_what_has_no_end_is_not_written_out() -> None:
    loop: list[Tree] = []
    loop.append(loop)
    assert not is_bounded(loop)
    deep: Tree = Scalar(b"x")
    for _ in range(900):
        deep = {"a": deep}
    with pytest.raises(UnusableReference, match="nests deeper"):
        field(("a",), deep)


def test_names_are_written_as_a_ref_has_them() -> None:
    assert field(("c.d", "50%", "é"), Scalar(b"")).name == "c%2Ed.50%25.é"
    assert field(("\ud800",), Scalar(b"")).name == "%ED%A0%80"


def test_json_values() -> None:
    assert plain(TREE) == {"a": ["x", {"b": 1}], "c.d": None}


def test_key_documents() -> None:
    assert is_key_document({"kty": Scalar(b"oct")})
    assert is_key_document({"keys": [{"kty": Scalar(b"oct")}]})
    assert not is_key_document({"keys": [Scalar(b"x")]})
    assert not is_key_document({"kty": {"a": Scalar(b"x")}})
    assert not is_key_document([])


def test_nothing_shows_the_value() -> None:
    assert "topsecret" not in repr(Scalar(b"topsecret", line=3))
    assert "topsecret" not in repr(field(("a",), Scalar(b"topsecret")))
