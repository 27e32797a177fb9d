"""Durations."""

import pytest

from jwtriage.tasks.durations import seconds_of


@pytest.mark.parametrize(("text", "seconds"), [("90s", 90.0), ("15m", 900.0), ("24h", 86400.0), ("7d", 604800.0), ("1.5s", 1.5), ("0", 0.0)])
def test_what_people_write(text, seconds):
    assert seconds_of(text) == seconds


@pytest.mark.parametrize("text", ["", "s", "-1s", "1 h", "1w", "1e9", "٣s", "9" * 13, "1.2.3s", "nan", "inf"])
def test_what_is_no_duration(text):
    assert seconds_of(text) is None
