"""What the budget remembers; its clock is set by hand."""

import pytest

from jwtriage.causes.registry import CAUSES
from jwtriage.diagnosis import budget as module
from jwtriage.diagnosis.budget import STAGES, Budget


@pytest.fixture
def clock(monkeypatch):
    """Return the list whose only member is the time."""
    now = [100.0]
    monkeypatch.setattr(module, "monotonic", lambda: now[0])
    return now


def test_time_is_over_and_stays_over(clock):
    budget = Budget(2)
    clock[0] += 2
    assert not budget.over
    clock[0] += 0.1
    assert budget.over
    clock[0] -= 1
    assert budget.over


def test_progress_is_a_stage_and_a_share(clock):
    told = []
    budget = Budget(4, lambda stage, share: told.append((stage, share)))
    for _ in range(3):
        clock[0] += 3
        budget.stage(STAGES[1])
    assert told == [(STAGES[1], 0.75), (STAGES[1], 1.0), (STAGES[1], 1.0)]


def test_what_was_cut_and_what_was_not_reached_is_unread(clock):
    budget = Budget(1)
    budget.stage(STAGES[2])
    clock[0] += 2
    assert budget.unread == ()
    assert budget.over
    budget.stage(STAGES[3])  # the search winds up: what was cut is the stage before
    (entry,) = budget.unread
    assert STAGES[2] in entry.why
    assert all(stage in entry.why for stage in STAGES[3:])
    budget.settled = True
    assert budget.unread == ()


def test_a_cause_that_fails_is_noted_once_and_without_its_message(clock):
    budget, cause = Budget(1), CAUSES["secret-bom"]
    for secret in ("one", "two"):
        budget.failed(cause, ValueError(secret))
    (entry,) = budget.unread
    assert entry.origin == "cause secret-bom"
    assert "ValueError" in entry.why
    assert "one" not in entry.why.replace("jwtriage", "")


def test_another_bound_than_time_is_named(clock):
    budget = Budget(1)
    budget.stop("the bound on something")
    assert budget.over
    assert "the bound on something" in budget.unread[0].why
