"""Shapes beyond the six stories: split brain, overlap, senders, keys that come and go."""

from random import Random

import pytest

from jwtriage.logs.outcome import DIMENSIONS, Outcome
from jwtriage.logs.timeline import Timeline
from jwtriage.logs.view import View
from tests.logs.outcomes import facets, understood

BEGIN, ONSET, END = 1_795_600_800.0, 1_795_600_800.0 + 1800, 1_795_600_800.0 + 3600


def told(fault, seed=1, every=1.0, **choices):
    """Return what a log shows: one request each second with values drawn from ``choices``; ``fault(time, values, random)`` gives its reason."""
    random, timeline = Random(seed), Timeline()
    for number in range(int((END - BEGIN) / every)):
        moment = BEGIN + number * every
        values = {name: random.choice(drawn(moment) if callable(drawn) else drawn) for name, drawn in choices.items()}
        reason = fault(moment, values, random) if moment >= ONSET else None
        timeline.add(Outcome(moment, reason or "ok", tuple(values.get(name) for name in DIMENSIONS)))
    return understood(View(timeline))


def first(fault, **choices):
    found = told(fault, **choices)
    assert len(found) == 1
    return found[0].shapes[0], found[0]


def when(holds, reason="signature_invalid"):
    return lambda moment, values, random: reason if holds(values) else None


def after_onset(new, old):
    return lambda moment: new if moment >= ONSET else old


def test_split_brain_of_two_revisions_that_sign_and_verify():
    """At 40 % of the new one 2·0.4·0.6 of the requests fail, on every instance."""

    def fault(moment, values, random):
        signed_by = "42" if random.random() < 0.4 else "41"
        return "signature_invalid" if signed_by != values["version"] else None

    shape, found = first(fault, version=after_onset(["41"] * 3 + ["42"] * 2, ["41"]), instance=[f"pod-{number}" for number in range(5)])
    assert shape.id == "rollout-incomplete"
    assert "make 48%" in shape.facts[0]
    assert found.incident.facets == ()


def test_one_of_three_behind_a_balancer():
    shape, _ = first(lambda moment, values, random: "signature_invalid" if random.random() < 1 / 3 else None, instance=["balancer"])
    assert (shape.id, shape.certain) == ("replicas-configured-differently", False)
    assert "one of 3" in shape.says


def test_all_fail_at_once_and_fewer_as_old_tokens_run_out():
    def fault(moment, values, random):
        return "signature_invalid" if random.random() < 0.9 * max(0.0, 1 - (moment - ONSET) / 1200) else None

    shape, _ = first(fault, instance=["pod-1", "pod-2", "pod-3"])
    assert shape.id == "rotation-without-overlap"


def test_an_old_key_that_is_accepted_no_more():
    shape, _ = first(when(lambda values: values["kid"] == "old"), kid=after_onset(["old", "new"], ["old"]))
    assert shape.id == "rotation-without-overlap"


def test_an_old_key_that_is_found_no_more():
    shape, _ = first(when(lambda values: values["kid"] == "old", "key_not_found"), kid=["old", "other"])
    assert shape.id == "signing-key-no-longer-published"


def test_a_new_key_that_nobody_knows():
    shape, found = first(when(lambda values: values["kid"] == "new", "key_not_found"), kid=after_onset(["old", "new"], ["old"]))
    assert shape.id == "issuer-ahead-of-verifiers"
    assert [each.id for each in found.shapes] == ["issuer-ahead-of-verifiers", "jwks-cache-stale"]


@pytest.mark.parametrize(
    ("dimension", "values", "finding"),
    [
        ("issuer", ["https://a.example", "https://b.example"], "one-issuer-rejected"),
        ("client", ["mobile", "web", "partner"], "one-client-rejected"),
        ("service", ["orders", "billing"], "one-service-rejects"),
    ],
)
def test_one_sender(dimension, values, finding):
    shape, found = first(when(lambda each: each[dimension] == values[0], "audience_mismatch"), **{dimension: values}, instance=["pod-1", "pod-2"])
    assert shape.id == finding
    assert facets(found) == {dimension: (values[0],)}


@pytest.mark.parametrize(("reason", "word"), [("not_yet_valid", "slow"), ("issued_in_future", "slow"), ("expired", "fast")])
def test_a_clock_that_is_wrong(reason, word):
    shape, _ = first(when(lambda values: values["instance"] == "pod-1", reason), instance=["pod-1", "pod-2", "pod-3"])
    assert (shape.id, shape.says.endswith(word)) == ("clock-skew", True)


def test_an_issuer_whose_clock_is_fast():
    shape, _ = first(when(lambda values: values["issuer"] == "a", "issued_in_future"), issuer=["a", "b"], instance=["pod-1", "pod-2"])
    assert shape.says.startswith("the clock of the issuer behind issuer a is fast")


def test_a_key_set_that_cannot_be_fetched():
    shape, _ = first(when(lambda values: True, "jwks_unavailable"), instance=["pod-1", "pod-2"])
    assert shape.id == "jwks-fetch-failed-masked"


def test_a_new_revision_that_rejects_may_have_a_stricter_library():
    fault = when(lambda values: values["version"] == "42")
    shape, found = first(fault, version=after_onset(["41", "42"], ["41"]), instance=["pod-1", "pod-2"])
    assert shape.id == "rollout-incomplete"
    assert (found.shapes[1].id, found.shapes[1].certain) == ("library-upgrade-changed-strictness", False)


def test_what_no_shape_fits_is_a_rise():
    shape, _ = first(when(lambda values: True, "malformed"), instance=["pod-1", "pod-2"])
    assert shape.id == "rejections-rose"
