"""Compose's interpolation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.places.interpolation import InterpolationError, interpolate

VALUES = {"A": "value", "EMPTY": "", "B": "two"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("plain", "plain"),
        ("$A", "value"),
        ("x${A}y", "xvaluey"),
        ("$$A", "$A"),
        ("p$$w", "p$w"),
        ("$NONE-x", "-x"),
        ("${NONE}", ""),
        ("${NONE:-d}", "d"),
        ("${EMPTY:-d}", "d"),
        ("${EMPTY-d}", ""),
        ("${NONE-d}", "d"),
        ("${A:+alt}", "alt"),
        ("${EMPTY:+alt}", ""),
        ("${EMPTY+alt}", "alt"),
        ("${NONE+alt}", ""),
        ("${A:?no}", "value"),
        ("${EMPTY?no}", ""),
        ("${NONE:-${B}}", "two"),
        ("${NONE:-${ALSO:-${A}}}!", "value!"),
        ("${NONE:-a$$b}", "a$b"),
        ("${NONE:-}", ""),
        ("$AB$A", "value"),
    ],
)
def test_forms(text: str, expected: str) -> None:
    assert interpolate(text, VALUES) == expected


@pytest.mark.parametrize("text", ["$", "$1", "${", "${}", "${1}", "${A!x}", "${NONE?no}", "${EMPTY:?no}", "${NONE:-${A}", "${B:-" * 40 + "}" * 40])
def test_refused(text: str) -> None:
    with pytest.raises(InterpolationError):
        interpolate(text, {"EMPTY": ""})


@given(st.text(alphabet="${}A:-?+ x", max_size=30))
def test_any_text_is_interpolated_or_refused(text: str) -> None:
    try:
        assert isinstance(interpolate(text, VALUES), str)
    except InterpolationError:
        assert "$" in text


@given(st.text(max_size=30))
def test_escaped_text_is_itself(text: str) -> None:
    assert interpolate(text.replace("$", "$$"), VALUES) == text
