import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jwtriage.logs.wrappings.moments import klog_moment, moment_of

TEN = 1795514400.0


@pytest.mark.parametrize(
    "value",
    [
        "2026-11-24T10:00:00Z",
        "2026-11-24 10:00:00,000",
        "2026-11-24T12:00:00+02:00",
        "2026-11-24T05:00:00.000-0500",
        "2026/11/24 10:00:00",
        "24/Nov/2026:10:00:00 +0000",
        "Tue Nov 24 10:00:00.000000 2026",
        "Nov 24 10:00:00",
        1795514400,
        1795514400.0,
        "1795514400000",
        "1795514400000000",
        "1795514400000000000",
    ],
)
def test_times_of_many_logs(value):
    assert moment_of(value, 2026) == TEN


@pytest.mark.parametrize("value", ["", "x", "2026-13-45T10:00:00Z", "Foo 24 10:00:00", True, None, "12", "99999999999999", "Nov 31 10:00:00"])
def test_what_is_no_time(value):
    assert moment_of(value, 2026) is None


def test_a_time_without_a_year_needs_one():
    assert moment_of("Nov 24 10:00:00") is None
    assert klog_moment("1124 10:00:00.000000", None) is None
    assert klog_moment("1124 10:00:00.000000", 2026) == TEN


@settings(max_examples=100)
@given(st.text(alphabet="0123456789-:T Z.+/NovTue", max_size=40) | st.floats() | st.integers())
def test_never_raises(value):
    moment_of(value, 2026)
