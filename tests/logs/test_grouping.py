from jwtriage.logs.grouping import Group, constants_of, facets_of
from jwtriage.logs.outcome import DIMENSIONS


def group(failed, others, **values):
    return Group(tuple(values.get(name) for name in DIMENSIONS), failed, others)


def told(facets):
    return {facet.dimension: facet.values for facet in facets}


def fleet(bad, **more):
    """Return ten pods in two zones, of which those fail whose number is in ``bad``."""
    return [
        group(100 if number in bad else 1, 1 if number in bad else 100, instance=f"pod-{number}", zone="ab"[number % 2], **more)
        for number in range(10)
    ]


def test_one_bad_pod():
    (facet,) = facets_of(fleet({3}), [])
    assert (facet.dimension, facet.values, facet.inside, facet.outside) == ("instance", ("pod-3",), (100, 1), (9, 900))
    assert facet.rate > 0.98
    assert facet.rate_elsewhere < 0.02


def test_one_zone_is_named_rather_than_its_pods():
    assert told(facets_of(fleet({1, 3, 5, 7, 9}), [])) == {"zone": ("b",)}


def test_one_version_is_named_rather_than_its_pods():
    pods = [
        group(90 if number < 6 else 0, 10 if number < 6 else 100, instance=f"pod-{number}", version="41" if number < 6 else "42")
        for number in range(10)
    ]
    assert told(facets_of(pods, [])) == {"version": ("41",)}


def test_several_pods_are_named_where_nothing_else_tells_them():
    assert told(facets_of(fleet({1, 2, 4}), []))["instance"] == ("pod-1", "pod-2", "pod-4")


def test_the_only_pod_of_a_zone_is_named():
    pods = [group(50 if zone == "c" else 0, 50, instance=f"pod-{zone}", zone=zone) for zone in "abc"]
    assert told(facets_of(pods, [])) == {"instance": ("pod-c",)}


def test_a_second_facet_is_looked_for_among_what_the_first_leaves():
    counts = {("41", "new"): (90, 0), ("41", "old"): (0, 90), ("42", "new"): (0, 90), ("42", "old"): (0, 90)}
    facets = facets_of([group(*numbers, version=version, kid=kid) for (version, kid), numbers in counts.items()], [])
    assert told(facets) == {"version": ("41",), "kid": ("new",)}


def test_failures_everywhere_have_no_facet():
    assert facets_of([group(10, 90, instance=f"pod-{number}") for number in range(10)], []) == ()


def test_few_failures_have_no_facet():
    assert facets_of([group(2, 20, instance="pod-1"), group(0, 20, instance="pod-2")], []) == ()


def test_twice_as_many_is_no_facet():
    assert facets_of([group(400, 1000, instance="pod-1"), group(200, 1000, instance="pod-2")], []) == ()


def test_most_values_are_a_facet_only_if_the_others_are_clean():
    clean = [group(80 if number < 8 else 0, 20, instance=f"pod-{number}") for number in range(10)]
    mixed = [group(80 if number < 8 else 15, 20 if number < 8 else 85, instance=f"pod-{number}") for number in range(10)]
    assert len(told(facets_of(clean, []))["instance"]) == 8
    assert facets_of(mixed, []) == ()


def test_what_accepted_requests_do_not_tell_is_compared_among_rejections():
    requests = [
        group(200, 0, kid="new", instance="pod-1"),
        group(0, 900, instance="pod-1"),
        group(0, 900, instance="pod-2"),
        group(200, 0, kid="new", instance="pod-2"),
    ]
    rejections = [group(400, 0, kid="new"), group(0, 40, kid="old")]
    (facet,) = facets_of(requests, rejections)
    assert (facet.dimension, facet.values, facet.of) == ("kid", ("new",), "rejections")


def test_nothing_has_no_facet():
    assert facets_of([], []) == ()


def test_constants_are_what_all_failures_share():
    groups = [group(5, 0, kid="a", instance="pod-1"), group(3, 9, kid="a", instance="pod-2"), group(0, 9, kid="b")]
    assert list(constants_of(groups)) == [("kid", "a")]
