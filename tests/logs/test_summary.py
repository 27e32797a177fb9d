from jwtriage.logs.explanation import explained
from jwtriage.logs.incidents import incidents_in
from jwtriage.logs.summary import MOST_TIMES, MOST_VALUES, tables_of, timeline_of
from jwtriage.logs.timeline import Timeline
from jwtriage.logs.view import View
from tests.logs.outcomes import view
from tests.support.incidents import bad_pod, nothing


def test_the_tables_count_every_request():
    requests = bad_pod(2).requests
    by_time, by_value = tables_of(view(requests))
    assert len(by_time.rows) <= MOST_TIMES
    assert sum(int(row[1].replace(",", "")) + int(row[2].replace(",", "")) for row in by_time.rows) == len(requests)
    (service,) = [row for row in by_value.rows if row[0] == "service"]
    assert service[1:4] == ("orders", f"{sum(each.reason != 'ok' for each in requests):,}", f"{len(requests):,}")


def test_the_worst_value_of_a_dimension_comes_first_and_the_rest_are_counted():
    told = bad_pod(2)
    _, by_value = tables_of(view(told.requests))
    instances = [row for row in by_value.rows if row[0] == "instance"]
    assert instances[0][1] == told.culprit["instance"][0]
    assert instances[-1][1] == "and 2 more"
    assert len(instances) == MOST_VALUES + 1


def test_without_accepted_requests_no_share_is_told():
    _, by_value = tables_of(view(bad_pod(2).requests, rejections_only=True))
    assert {row[4] for row in by_value.rows} <= {"-", ""}


def test_the_timeline_has_a_count_for_each_bucket_and_a_mark_where_it_begins():
    told = bad_pod(2)
    seen = view(told.requests)
    timeline = timeline_of(seen, explained(incidents_in(seen), seen, []))
    assert len(timeline["rejected"]) == len(timeline["accepted"]) == seen.size
    assert sum(timeline["rejected"]) + sum(timeline["accepted"]) == len(told.requests)
    (mark,) = timeline["marks"]
    assert mark["text"] == "begins: replicas-configured-differently"
    assert abs(mark["index"] - (told.onset - seen.start) / seen.width) <= 1


def test_a_quiet_timeline_has_no_mark():
    assert timeline_of(view(nothing(1)), [])["marks"] == []


def test_nothing_has_no_tables():
    assert tables_of(View(Timeline())) == ()
