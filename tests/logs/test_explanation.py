import re

import pytest

from jwtriage.logs.changes import Change
from jwtriage.logs.explanation import MOST_CHANGES, explained, findings_of, members_of
from jwtriage.logs.incidents import incidents_in
from tests.logs.outcomes import view
from tests.support.incidents import ONSET, STORIES, bad_pod, rollout_half_done, stale_key_set

DEPLOY = Change(ONSET - 240, "deploy", "orders 42")
ROTATION = Change(ONSET - 600, "rotation", "access key 2026-11")


def told(story=rollout_half_done, seed=5, changes=()):
    seen = view(story(seed).requests)
    return explained(incidents_in(seen), seen, changes), seen


def facts(story=rollout_half_done, **options):
    explanations, seen = told(story, **options)
    (finding, _), *_ = findings_of(explanations, seen)
    return [evidence.fact for evidence in finding.evidence]


def test_the_title_says_since_when_and_what():
    explanations, seen = told()
    (finding, incident), *_ = findings_of(explanations, seen)
    assert re.fullmatch(r"since 2026-11-25T11:05:\d\dZ: the verifiers of version 41 do not know the new key 2026-11", finding.title)
    assert incident is explanations[0].incident


@pytest.mark.parametrize("story", STORIES)
def test_nothing_is_more_than_likely(story):
    explanations, seen = told(story, 9)
    assert {finding.certainty for finding, _ in findings_of(explanations, seen)} <= {"likely", "possible"}


def test_likely_comes_before_possible():
    explanations, seen = told(stale_key_set, 9)
    certainties = [finding.certainty for finding, _ in findings_of(explanations, seen)]
    assert certainties == sorted(certainties)


def test_the_numbers_are_evidence():
    found = " | ".join(facts())
    assert re.search(r"[\d,]+ of [\d,]+ requests in that time \(\d\d%\): signature_invalid \d+", found)
    assert re.search(r"version 41: \d+ of \d+ fail \(9\d%\); \d+ of \d+ elsewhere", found)
    assert "on 6 of 10 instances: orders-" in found
    assert "it had not ended in the last line" in found


def test_what_all_failures_share_is_told_but_not_twice():
    (shared,) = [fact for fact in facts(bad_pod) if fact.startswith("all of them: ")]
    assert "version 41" in shared
    assert "instance" not in shared


def test_changes_before_the_onset_are_told_and_those_that_name_what_fails_first():
    found = [fact for fact in facts(changes=(DEPLOY, ROTATION)) if "first failure" in fact]
    assert found[0].startswith("10 min before the first failure: rotation access key 2026-11 (at 2026-11-25T10:55:00Z, and it names what fails)")
    assert found[1].startswith("4 min before the first failure: deploy orders 42")


@pytest.mark.parametrize("seconds", [-7200, 600])
def test_changes_of_other_times_are_not(seconds):
    explanations, _ = told(changes=(Change(ONSET + seconds, "deploy", "orders"),))
    assert explanations[0].changes == ()


def test_only_so_many_changes_are_told():
    explanations, _ = told(changes=tuple(Change(ONSET - number, "deploy", str(number)) for number in range(50)))
    assert len(explanations[0].changes) == MOST_CHANGES


def test_the_members_say_the_same():
    explanations, seen = told(changes=(DEPLOY,))
    members = members_of(explanations[0], seen)
    assert (members["id"], members["until"], members["bucket_seconds"]) == ("rollout-incomplete", None, 30)
    assert [(facet["dimension"], facet["values"], facet["of"]) for facet in members["where"]] == [
        ("version", ["41"], "requests"),
        ("kid", ["2026-11"], "requests"),
    ]
    assert members["changes"] == [{"time": "2026-11-25T11:01:00Z", "kind": "deploy", "what": "orders 42"}]
    assert len(members["instances"]) == 6
