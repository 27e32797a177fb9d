import os
import threading

import pytest

from jwtriage.guard import Refusal, Rejected, Verifier
from jwtriage.guard.bound import unavailable
from jwtriage.guard.sources.base import SourceError
from jwtriage.guard.sources.refreshing import Loaded, RefreshingSource, Timing
from jwtriage.jose import Key
from tests.support import keys
from tests.support.clock import Clock
from tests.support.tokens import CLAIMS, sign

LIFETIME = 100.0
TIMING = Timing(cooldown=30.0, doubt_cooldown=300.0, jitter=0.0, max_stale=1000.0)


class Scripted(RefreshingSource):
    """Loads what the test holds up to it: keys by kid, or an exception. While ``gate`` is closed, loads wait."""

    def __init__(self, holds, timing=TIMING):
        super().__init__("scripted", timing)
        self.holds = holds
        self.loads = 0
        self.gate = threading.Event()
        self.gate.set()

    def adopt(self, binder):
        self.binder = binder

    def load(self) -> Loaded:
        self.loads += 1
        assert self.gate.wait(5)
        if isinstance(self.holds, Exception):
            raise self.holds
        ring = [Key.from_public(keys.ec("P-256", name).public_key(), kid=kid) for kid, name in self.holds.items()]
        return Loaded(self.binder.bind(ring, "scripted", self._clock()) if ring else unavailable(), LIFETIME)


def landed(source):
    """Wait for the fetch that is under way."""
    flight = source._flight
    if flight is not None:
        flight.result(5)


class Scene:
    def __init__(self, holds=None, timing=TIMING):
        self.clock = Clock()
        self.source = Scripted({"one": "a"} if holds is None else holds, timing)
        self.guard = Verifier(self.source, ["ES256"], CLAIMS["iss"], CLAIMS["aud"], clock=self.clock)

    def outcome(self, kid="one", name="a", **arguments) -> str:
        try:
            self.guard.verify(sign(CLAIMS, keys.ec("P-256", name), "ES256", {"kid": kid}), **arguments)
        except Rejected as rejected:
            return rejected.reason
        return "ok"

    def later(self, seconds) -> str:
        """Let time pass, a token come, and the fetch that it set off end."""
        self.clock.advance(seconds)
        outcome = self.outcome()
        landed(self.source)
        return outcome


def test_keys_are_fetched_anew_before_their_lifetime_ends():
    scene = Scene()
    assert (scene.outcome(), scene.source.loads) == ("ok", 1)
    assert (scene.later(LIFETIME * 0.7), scene.source.loads) == ("ok", 1)
    assert (scene.later(LIFETIME * 0.11), scene.source.loads) == ("ok", 2)
    assert scene.guard.sources()[0].last_success == scene.clock.now


def test_tokens_pass_while_a_fetch_is_under_way():
    scene = Scene()
    scene.source.gate.clear()
    scene.clock.advance(LIFETIME * 0.9)
    assert [scene.outcome() for _ in range(3)] == ["ok"] * 3
    scene.source.gate.set()
    landed(scene.source)
    assert scene.source.loads == 2


def test_a_key_that_is_no_longer_published_is_no_longer_trusted():
    scene = Scene()
    scene.source.holds = {"two": "b"}
    scene.later(LIFETIME * 0.9)
    assert (scene.outcome(), scene.outcome("two", "b")) == ("key_not_found", "ok")


def test_an_unknown_kid_is_looked_for_and_all_kids_of_the_fetch_are_kept():
    scene = Scene()
    scene.source.holds = {"one": "a", "two": "b", "three": "c"}
    scene.clock.advance(TIMING.cooldown)
    assert [scene.outcome("two", "b"), scene.outcome("three", "c"), scene.outcome()] == ["ok"] * 3
    assert scene.source.loads == 2


def test_unknown_kids_cause_one_fetch_per_cooldown():
    scene = Scene()
    for round_number in range(5):
        for number in range(40):
            assert scene.outcome(f"{round_number}-{number}") == "key_not_found"
        assert scene.source.loads == 1 + round_number
        scene.clock.advance(TIMING.cooldown)
    assert scene.outcome() == "ok"


def test_a_published_key_is_accepted_within_one_cooldown_of_a_storm():
    scene = Scene()
    scene.clock.advance(TIMING.cooldown)
    scene.outcome("random")
    scene.source.holds = {"one": "a", "two": "b"}
    assert scene.outcome("two", "b") == "key_not_found"
    scene.clock.advance(TIMING.cooldown)
    assert scene.outcome("two", "b") == "ok"


def test_a_failed_fetch_leaves_the_keys_until_the_hard_end():
    scene = Scene()
    scene.source.holds = SourceError("answers with status 503")
    assert scene.later(LIFETIME * 0.9) == "ok"
    loaded_at = scene.guard.sources()[0].last_success
    scene.clock.now = loaded_at + TIMING.max_stale - 1
    assert scene.outcome() == "ok"
    landed(scene.source)
    state = scene.guard.sources()[0]
    assert (state.error, state.trusted_until) == ("answers with status 503", loaded_at + TIMING.max_stale)
    scene.clock.now = loaded_at + TIMING.max_stale
    assert scene.outcome() == "jwks_unavailable"
    assert scene.guard.held() == []
    landed(scene.source)
    scene.source.holds = {"one": "a"}
    scene.clock.advance(TIMING.cooldown)
    assert scene.outcome() == "ok"
    assert scene.guard.sources()[0].error is None


def test_during_a_failure_nothing_else_passes():
    scene = Scene()
    scene.source.holds = SourceError("refused the connection")
    scene.later(LIFETIME * 0.9)
    assert scene.outcome("two", "b") == "jwks_unavailable"
    assert scene.outcome("one", "b") == "signature_invalid"


def test_after_an_idle_time_keys_past_their_lifetime_are_fetched_before_they_are_used():
    scene = Scene()
    scene.source.holds = {"two": "b"}
    scene.clock.advance(LIFETIME * 5)
    assert scene.outcome() == "key_not_found"
    assert scene.outcome("two", "b") == "ok"
    scene.source.holds = SourceError("gone")
    scene.clock.advance(LIFETIME * 5)
    assert scene.outcome("two", "b") == "ok"


def test_failed_fetches_are_tried_again_ever_more_seldom():
    scene = Scene()
    scene.source.holds = SourceError("gone")
    scene.later(LIFETIME * 0.9)
    waits = []
    for _ in range(8):
        waits.append(scene.guard.sources()[0].next_refresh - scene.clock.now)
        scene.later(waits[-1])
    assert all(planned <= wait <= planned * 1.1 for planned, wait in zip([1, 2, 4, 8, 16, 32, 60, 60], waits, strict=True))


def test_a_start_without_keys_is_mended_later():
    scene = Scene(SourceError("refused the connection"))
    assert (scene.outcome(), scene.guard.held()) == ("jwks_unavailable", [])
    scene.source.holds = {"one": "a"}
    scene.later(1.2)
    assert scene.outcome() == "ok"


def test_whatever_a_fetch_raises_is_contained_and_not_repeated():
    scene = Scene()
    for error in (RuntimeError("token=hunter2"), Refusal("no"), MemoryError(), RecursionError()):
        scene.source.holds = error
        scene.later(80)
        assert scene.outcome() == "ok"
        assert "hunter2" not in scene.guard.sources()[0].error


def test_an_empty_set_never_takes_the_place_of_keys():
    scene = Scene()
    scene.source.holds = SourceError("holds no key that fits an accepted algorithm")
    assert [scene.later(80), scene.outcome()] == ["ok", "ok"]


def test_a_kid_that_was_given_to_another_key_is_found_out():
    scene = Scene()
    scene.source.holds = {"one": "b"}
    assert scene.outcome("one", "b") == "signature_invalid"
    landed(scene.source)
    assert (scene.outcome("one", "b"), scene.outcome("one", "a"), scene.source.loads) == ("ok", "signature_invalid", 2)


def test_failed_signatures_cause_few_fetches_and_leave_the_others_their_own():
    scene = Scene()
    for _ in range(20):
        scene.outcome("one", "b")
        landed(scene.source)
    assert scene.source.loads == 2
    scene.clock.advance(TIMING.cooldown)
    scene.outcome("one", "b")
    scene.source.holds = {"one": "a", "two": "b"}
    assert (scene.outcome("two", "b"), scene.source.loads) == ("ok", 3)


def test_without_waiting_a_token_is_rejected_and_the_keys_come_behind_it():
    scene = Scene()
    scene.source.holds = {"one": "a", "two": "b"}
    scene.clock.advance(TIMING.cooldown)
    assert scene.outcome("two", "b", wait=False) == "key_not_found"
    landed(scene.source)
    assert scene.outcome("two", "b", wait=False) == "ok"


def test_threads_share_one_fetch_and_only_few_wait_for_it():
    scene = Scene()
    scene.source.holds = {"one": "a", "two": "b"}
    scene.source.gate.clear()
    scene.clock.advance(TIMING.cooldown)
    outcomes = []
    threads = [threading.Thread(target=lambda: outcomes.append(scene.outcome("two", "b"))) for _ in range(12)]
    for thread in threads:
        thread.start()
    while len(outcomes) < 4:
        threading.Event().wait(0.005)
    assert outcomes == ["key_not_found"] * 4
    scene.source.gate.set()
    for thread in threads:
        thread.join(5)
    assert sorted(outcomes) == ["key_not_found"] * 4 + ["ok"] * 8
    assert scene.source.loads == 2


def test_a_clock_that_is_set_back_does_not_prolong_the_trust():
    scene = Scene()
    scene.clock.advance(-1_000_000)
    assert scene.outcome() == "ok"
    scene.source.holds = {"two": "b"}
    scene.later(LIFETIME * 0.9)
    assert scene.outcome() == "key_not_found"


def test_the_same_keys_again_are_no_change():
    scene = Scene()
    sequence = scene.guard.sequence
    scene.later(LIFETIME * 0.9)
    assert (scene.source.loads, scene.guard.sequence) == (2, sequence)


@pytest.mark.parametrize("timing", [Timing(cooldown=0), Timing(cooldown=10, max_stale=5), Timing(jitter=-1), Timing(doubt_cooldown=0)])
def test_times_must_make_sense(timing):
    with pytest.raises(Refusal):
        Scripted({}, timing)


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_forked_process_begins_its_fetches_anew():
    scene = Scene()
    scene.source.holds = {"one": "a", "two": "b"}
    scene.source.gate.clear()
    scene.clock.advance(TIMING.cooldown)
    assert scene.outcome("two", "b", wait=False) == "key_not_found"
    child = os.fork()
    if not child:
        scene.source.gate.set()
        os._exit(0 if scene.source._flight is None and scene.outcome("two", "b") == "ok" else 1)
    _, status = os.waitpid(child, 0)
    scene.source.gate.set()
    landed(scene.source)
    assert os.waitstatus_to_exitcode(status) == 0
    assert scene.outcome("two", "b") == "ok"
