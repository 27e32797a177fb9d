"""Times in words."""

import pytest

from jwtriage.tasks.moments import in_words


@pytest.mark.parametrize(
    ("value", "now", "words"),
    [
        (0, 0, "1970-01-01T00:00:00Z, now"),
        (90, 0, "1970-01-01T00:01:30Z, in 1 minute"),
        (0, 7200, "1970-01-01T00:00:00Z, 2 hours ago"),
        (1.5, 0, "1970-01-01T00:00:01Z, in 1 second"),
        (86400 * 800, 0, "1972-03-11T00:00:00Z, in 2 years"),
    ],
)
def test_words(value, now, words):
    assert in_words(value, now) == words


@pytest.mark.parametrize("value", ["1000", None, True, float("nan"), float("inf"), 10**30, -(10**30), [1]])
def test_what_is_no_date_has_no_words(value):
    assert in_words(value, 0) is None
