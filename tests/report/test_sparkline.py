from jwtriage.report.sparkline import WIDEST, added_up, sparkline, timeline_words


def test_the_greatest_value_has_the_highest_bar_and_zero_a_dot():
    assert sparkline([0, 1, 4, 8]) == "·▁▄█"


def test_nothing_is_an_empty_line():
    assert sparkline([]) == ""


def test_many_values_share_bars():
    assert added_up([1] * (2 * WIDEST), WIDEST) == [2] * WIDEST
    assert len(sparkline([1] * (2 * WIDEST + 1))) <= WIDEST


def test_the_words_tell_the_ends_and_the_width():
    timeline = {"start": "A", "end": "B", "bucket_seconds": 30, "rejected": [0, 2]}
    assert timeline_words(timeline) == "A ·█ B  (rejections, 30 s each)"
