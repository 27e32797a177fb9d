from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from jwtriage.logs import timeline as module
from jwtriage.logs.outcome import DIMENSIONS, Outcome
from jwtriage.logs.timeline import FARTHEST, MOST_BUCKETS, MOST_VALUES, OTHERS, WIDTHS, Timeline

NOON = 1_795_600_800.0


def outcome(seconds=0.0, reason="expired", weight=1, **values):
    return Outcome(NOON + seconds, reason, tuple(values.get(name) for name in DIMENSIONS), weight)


def filled(*outcomes):
    made = Timeline()
    for each in outcomes:
        made.add(each)
    return made


def total(timeline):
    return sum(row.cell.number for row in timeline.rows())


def test_each_width_divides_the_next():
    assert all(wider % width == 0 for width, wider in pairwise(WIDTHS))


def test_what_is_alike_is_counted_together():
    (row,) = filled(outcome(0.2), outcome(0.7, weight=3)).rows()
    assert (row.reason, row.bucket, row.cell) == ("expired", 0, (4, NOON + 0.2))


def test_reasons_and_values_are_told_apart():
    made = filled(outcome(), outcome(reason="ok"), outcome(kid="a"))
    assert len(list(made.rows())) == 3


def test_buckets_widen_as_the_log_grows_and_nothing_is_lost():
    made = filled(*(outcome(second) for second in range(0, 7200, 10)))
    assert made.width == 30
    assert made.size <= MOST_BUCKETS
    assert total(made) == 720


def test_the_first_time_survives_widening():
    made = filled(outcome(3.25), outcome(90_000))
    assert min(row.cell.first for row in made.rows()) == NOON + 3.25


def test_order_does_not_matter():
    times = [5000, 3, 900, 12, 7000]
    one, other = filled(*map(outcome, times)), filled(*map(outcome, sorted(times)))
    assert sorted(one.rows()) == sorted(other.rows())


def test_no_time_and_no_believable_time_are_counted_apart():
    made = filled(outcome(), outcome(2 * FARTHEST), Outcome(None, "expired", (None,) * len(DIMENSIONS)))
    assert made.undated == 2
    assert made.size == 1


def test_values_beyond_the_limit_are_others():
    made = filled(*(outcome(client=f"client-{number}") for number in range(MOST_VALUES["client"] + 5)))
    others = [row for row in made.rows() if row.values[DIMENSIONS.index("client")] == OTHERS]
    assert sum(row.cell.number for row in others) == 5


def test_memory_is_bounded(monkeypatch):
    monkeypatch.setattr(module, "MOST_CELLS", 300)
    names = [(f"pod-{number % 40}", f"client-{number % 37}", f"kid-{number % 7}") for number in range(3000)]
    made = filled(*(outcome(number, instance=pod, client=client, kid=kid) for number, (pod, client, kid) in enumerate(names)))
    assert len(list(made.rows())) <= 300
    assert total(made) == 3000


def test_clients_are_given_up_before_time_and_the_one_with_most_rejections_is_kept(monkeypatch):
    monkeypatch.setattr(module, "MOST_CELLS", 600)
    rejected = (outcome(number, client="bad") for number in range(1, 4000, 4))
    accepted = (outcome(number, reason="ok", client=f"client-{number % 37}") for number in range(4000))
    made = filled(*(each for pair in zip(accepted, [*rejected] * 4, strict=False) for each in pair))
    assert made.size >= 100
    assert "bad" in {row.values[DIMENSIONS.index("client")] for row in made.rows()}


def test_an_empty_timeline_has_no_size():
    assert (Timeline().size, list(Timeline().rows())) == (0, [])


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=50))
def test_every_bucket_is_in_the_span(times):
    made = filled(*map(outcome, times))
    assert all(0 <= row.bucket < made.size for row in made.rows())
    assert total(made) == len(times)
