"""TOML documents."""

import pytest

from jwtriage.places.reference import UnusableReference
from jwtriage.places.toml_text import document
from jwtriage.places.tree import Scalar, at


def test_values_and_lines() -> None:
    tree = document(b'[a]\nsecret = "x"\nn = 1_000\n[b]\nn = true\nwhen = 2027-01-01\n', "x")
    assert at(tree, ("a", "secret")) == Scalar(b"x", "string", 2)
    assert at(tree, ("a", "n")) == Scalar(b"1000", "number", None)
    assert at(tree, ("b", "n")) == Scalar(b"true", "boolean", None)
    assert at(tree, ("b", "when")) == Scalar(b"2027-01-01", "time", 6)


@pytest.mark.parametrize("octets", [b"a = ", b"\xff", b"a = 'secretvalue", b"a = " + b"[" * 5_000, b"a=1\na=2"])
def test_refused_without_showing_text(octets: bytes) -> None:
    with pytest.raises(UnusableReference) as caught:
        document(octets, "x")
    assert "secretvalue" not in str(caught.value)
