"""Times of the command line."""

import contextlib
from argparse import ArgumentTypeError

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.cli.moment import moment


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("0", 0.0),
        ("1800000300", 1_800_000_300.0),
        ("2027-01-15T08:05:00Z", 1_800_000_300.0),
        ("2027-01-15T09:05:00+01:00", 1_800_000_300.0),
        ("2027-01-15 08:05", 1_800_000_300.0),
        ("2027-01-15", 1_799_971_200.0),
    ],
)
def test_times(text: str, seconds: float) -> None:
    assert moment(text) == seconds


@pytest.mark.parametrize("text", ["", "soon", "-1", "1e9", "1234567890123", "2027-13-01", "٣", "2027-01-15T25:00"])
def test_other_texts_are_refused_in_one_line(text: str) -> None:
    with pytest.raises(ArgumentTypeError, match="is no time"):
        moment(text)


@given(st.text(max_size=30))
def test_any_text_is_a_time_or_refused(text: str) -> None:
    with contextlib.suppress(ArgumentTypeError):
        assert isinstance(moment(text), float)
