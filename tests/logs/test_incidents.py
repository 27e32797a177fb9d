"""Six kinds of incident with ground truth, as full logs, as rejections only, and with accepted requests that do not tell the token."""

from dataclasses import dataclass

import pytest

from tests.logs.outcomes import facets, understood, view
from tests.support.incidents import BEGIN, LASTS, ONSET, STORIES, bad_pod, nothing, rollout_half_done, stale_key_set

CASES = (("full", 1), ("full", 9), ("rejections only", 1), ("access log", 9))
TOKEN = ("kid", "alg", "issuer")


@dataclass
class Form:
    """How much a log tells."""

    hidden: tuple = ()
    rejections_only: bool = False


FORMS = {"full": Form(), "rejections only": Form(rejections_only=True), "access log": Form(TOKEN)}


def of(requests, form):
    return view(requests, FORMS[form].hidden, rejections_only=FORMS[form].rejections_only)


@pytest.mark.parametrize(("form", "seed"), CASES)
@pytest.mark.parametrize("story", STORIES)
def test_one_incident_is_found_and_its_onset_and_culprit_are_exact(story, seed, form):
    told = story(seed)
    seen = of(told.requests, form)
    (found,) = understood(seen)
    assert found.shapes[0].id == told.finding
    assert facets(found) == told.culprit
    assert abs(found.incident.since - told.onset) <= seen.width


@pytest.mark.parametrize(("form", "seed"), CASES)
@pytest.mark.parametrize("swing", [0.0, 0.9])
def test_nothing_is_claimed_where_nothing_happened(seed, swing, form):
    assert understood(of(nothing(seed, swing), form)) == []


def test_an_incident_that_was_there_from_the_first_line():
    """A log that begins in the middle of it has no onset, but the same culprit."""
    told = bad_pod(2)
    (found,) = understood(view(request for request in told.requests if request.time > ONSET + 600))
    assert found.incident.since is None
    assert facets(found) == told.culprit


def test_an_incident_that_ended():
    told = bad_pod(3)
    healed = [request._replace(reason="ok") if request.time > ONSET + 1200 and request.faulty else request for request in told.requests]
    (found,) = understood(view(healed))
    assert abs(found.incident.until - ONSET - 1200) <= 60


def test_one_that_goes_on_has_no_end():
    (found,) = understood(view(bad_pod(4).requests))
    assert found.incident.until is None


def test_two_incidents_are_told_apart():
    one, other = bad_pod(1), rollout_half_done(1)
    pod = one.culprit["instance"][0]
    both = [
        request._replace(reason="not_yet_valid")
        if request.pod.name == pod and request.time > BEGIN + LASTS / 4 and request.reason == "ok"
        else request
        for request in other.requests
    ]
    found = {each.shapes[0].id: facets(each) for each in understood(view(both))}
    assert found["rollout-incomplete"] == other.culprit
    assert found["clock-skew"]["instance"] == (pod,)


def test_counts_are_those_of_the_incident():
    told = rollout_half_done(5)
    (found,) = understood(view(told.requests))
    faulty = sum(request.faulty for request in told.requests)
    assert abs(found.incident.rejected - faulty) <= 0.02 * faulty
    assert found.incident.reason == "signature_invalid"


def test_pods_that_heal_one_by_one_are_one_incident():
    """Each pod has its own end; they are still one."""
    assert all(len(understood(view(stale_key_set(seed).requests))) == 1 for seed in (6, 7, 9))
