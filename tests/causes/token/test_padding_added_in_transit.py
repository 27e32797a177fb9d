"""Padding was added to the token after it was signed."""

from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.token import padding_added_in_transit as cause
from jwtriage.forensics.compact import padded
from tests.support.example import Example, assert_explains, diagnose
from tests.support.token_faults import SECRET, found, head, issued, received, signed_over, texts

ID = "padding-added-in-transit"


def example() -> Example:
    """A gateway wrote the segments again with the platform's default."""
    return received(padded(issued()), ID)


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("alg", ["HS256", "RS256", "ES256"])
def test_algorithms(alg: str) -> None:
    assert_explains(received(padded(issued(alg)), ID, alg=alg))


def test_only_the_signature_has_it() -> None:
    assert_explains(received(issued() + b"=", ID))


def test_percent_encoded() -> None:
    assert_explains(received(padded(issued("RS256")).replace(b"=", b"%3D"), ID, alg="RS256"))


def test_padding_that_was_signed_is_another_cause() -> None:
    """Near miss: the signature covers the padding."""
    text = padded(head(kid="k"))
    assert b"=" in text
    assert found(received(signed_over(text, received=text)))[0] == "padding-is-part-of-signing-input"


def test_a_bare_token_is_valid() -> None:
    assert diagnose(received(issued()))["verdict"] == "valid"


@drawn(st.lists(st.integers(0, 2), min_size=3, max_size=3), st.sampled_from([b"=", b"%3D", b"%3d"]))
def test_any_padding_goes(counts: list[int], padding: bytes) -> None:
    text = b".".join(segment + padding * count for segment, count in zip(issued().split(b"."), counts, strict=True))
    assert issued() in texts(cause, text) or not any(counts)


def test_with_a_scheme_in_front() -> None:
    assert_explains(received(b"Bearer " + padded(issued()), "bearer-prefix-or-wrapping", ID))


def test_both_sides_at_fault() -> None:
    assert_explains(replace(received(padded(issued()), ID, "secret-trailing-newline"), files={"key": SECRET + b"\n"}))
