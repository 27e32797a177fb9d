from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.logs.onset import FEWEST, LEAST_RISE, onset_in


def series(before, during, start=60, end=100, size=100, requests=20):
    """Return failures and requests by bucket: one in ``before`` fails outside, one in ``during`` inside (0: none)."""
    counts = [0] * size
    for bucket in range(size):
        every = during if start <= bucket < end else before
        counts[bucket] = sum(1 for number in range(requests) if every and (bucket * requests + number) % every == 0)
    return counts, [float(requests)] * size


@pytest.mark.parametrize("of_requests", [True, False])
@pytest.mark.parametrize(("start", "end"), [(60, 100), (10, 100), (40, 55), (0, 30)])
def test_the_stretch_is_found_to_the_bucket(start, end, of_requests):
    counts, requests = series(200, 2, start, end)
    onset = onset_in(counts, requests, of_requests=of_requests)
    assert (onset.start, onset.end) == (start, end)


def test_it_tells_both_rates_and_is_sure():
    onset = onset_in(*series(200, 2), of_requests=True)
    assert onset.before == pytest.approx(0.005, rel=0.2)
    assert onset.during == pytest.approx(0.5, rel=0.05)
    assert onset.confidence > 0.9999


@pytest.mark.parametrize("of_requests", [True, False])
def test_a_constant_rate_has_no_onset(of_requests):
    assert onset_in(*series(10, 10), of_requests=of_requests) is None


def test_more_traffic_is_no_onset():
    requests = [10.0] * 50 + [100.0] * 50
    counts = [1] * 50 + [10] * 50
    assert onset_in(counts, requests, of_requests=True) is None


def test_without_requests_time_stands_for_them():
    onset = onset_in([0] * 30 + [4] * 20, [1.0] * 50, of_requests=False)
    assert (onset.start, onset.end) == (30, 50)


def test_few_events_are_none():
    counts = [0] * 50 + [FEWEST - 1] + [0] * 49
    assert onset_in(counts, [20.0] * 100, of_requests=True) is None


def test_a_small_rise_is_none():
    assert onset_in(*series(10, 4), of_requests=True) is None
    assert LEAST_RISE > 10 / 4


def test_a_slow_beginning_belongs_to_the_stretch():
    counts, requests = [0] * 100, [20.0] * 100
    counts[50], counts[53], counts[55:] = 2, 3, [15] * 45
    assert onset_in(counts, requests, of_requests=True).start == 50


def test_one_stray_event_long_before_does_not():
    counts, requests = series(0, 2)
    counts[20] = 1
    assert onset_in(counts, requests, of_requests=True).start == 60


def test_bursts_outside_make_it_unsure():
    """The same rise says less where such bursts are common."""
    calm, requests = series(200, 4, 70, 75)
    bursts = [7 if bucket % 9 == 0 else 0 for bucket in range(100)]
    restless = [max(pair) for pair in zip(calm, bursts, strict=True)]
    assert onset_in(calm, requests, of_requests=True) is not None
    assert onset_in(restless, requests, of_requests=True) is None


@pytest.mark.parametrize("seed", range(40))
def test_noise_has_no_onset(seed):
    random = Random(seed)
    requests = [float(random.randrange(0, 40)) for _ in range(120)]
    counts = [sum(random.random() < 0.03 for _ in range(int(count))) for count in requests]
    assert onset_in(counts, requests, of_requests=True) is None


@given(st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), max_size=60), st.booleans())
def test_whatever_is_counted_the_answer_is_a_stretch_or_nothing(pairs, of_requests):
    counts = [failed for failed, _ in pairs]
    onset = onset_in(counts, [float(failed + others) for failed, others in pairs], of_requests=of_requests)
    assert onset is None or (0 <= onset.start < onset.end <= len(counts) and 0 <= onset.confidence <= 1)
