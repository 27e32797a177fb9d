import os
from threading import Thread

import pytest

from jwtriage import Rejected, Verifier
from jwtriage.guard.tally import MOST_KIDS, NO_KID, OTHER, Tally
from jwtriage.jose.keys import Key
from tests.support.keys import SECRET
from tests.support.tokens import sign

NOW = 1_000_000.0


class Holder:
    """Holds kids only."""

    def __init__(self, *kids):
        self.sequence = 1
        self.kids = kids
        self.asked = 0

    def change(self, *kids):
        self.sequence += 1
        self.kids = kids

    def held(self):
        self.asked += 1
        return [Key.from_secret(SECRET, kid=kid) for kid in self.kids]


def tally_of(*kids) -> tuple[Tally, Holder]:
    tally, holder = Tally(), Holder(*kids)
    tally.watch(holder)
    return tally, holder


def test_accepted_tokens_are_counted_by_kid():
    tally, _ = tally_of("a", "b")
    tally.accepted("a", {"exp": 50}, 10)
    tally.accepted("a", {"exp": 40}, 11)
    tally.accepted("b", {}, 9)
    counted = tally.snapshot()
    assert counted.counts == {("a", "ok"): 2, ("b", "ok"): 1}
    assert counted.last_accepted == {"a": 11, "b": 9}
    assert counted.max_exp == {"a": 50}


def test_a_clock_that_goes_back_does_not_make_a_token_older():
    tally, _ = tally_of("a")
    tally.accepted("a", {}, 20)
    tally.accepted("a", {}, 10)
    assert tally.snapshot().last_accepted == {"a": 20}


def test_rejected_tokens_are_counted_by_kid_and_reason():
    tally, _ = tally_of("a")
    tally.rejected(Rejected("expired", "a", "HS256"), 1)
    tally.rejected(Rejected("signature_invalid", "a", "HS256"), 1)
    tally.rejected(Rejected("missing_token"), 1)
    assert tally.snapshot().counts == {("a", "expired"): 1, ("a", "signature_invalid"): 1, (NO_KID, "missing_token"): 1}


def test_kids_that_are_not_held_are_one():
    tally, holder = tally_of("a")
    for number in range(1000):
        tally.rejected(Rejected("key_not_found", f"x{number}", "HS256"), 1)
    assert tally.snapshot().counts == {(OTHER, "key_not_found"): 1000}
    assert holder.asked == 1


def test_without_a_verifier_every_kid_is_another():
    tally = Tally()
    tally.accepted("a", {}, 1)
    assert tally.snapshot().counts == {(OTHER, "ok"): 1}


def test_new_kids_are_learnt_and_former_ones_kept():
    tally, holder = tally_of("old")
    tally.accepted("old", {}, 1)
    holder.change("new")
    tally.accepted("new", {}, 2)
    tally.rejected(Rejected("key_not_found", "old", "HS256"), 3)
    assert tally.snapshot().counts == {("old", "ok"): 1, ("new", "ok"): 1, ("old", "key_not_found"): 1}


def test_former_kids_are_forgotten_when_they_are_too_many():
    tally, holder = tally_of(*(f"k{number}" for number in range(MOST_KIDS - 1)))
    tally.accepted("k1", {}, 1)
    holder.change("new")
    tally.accepted("new", {}, 2)
    tally.rejected(Rejected("key_not_found", "k1", "HS256"), 3)
    assert (OTHER, "key_not_found") in tally.snapshot().counts


def test_a_verifier_is_observed():
    tally = Tally()
    verifier = Verifier([Key.from_secret(SECRET, kid="a")], ["HS256"], "i", "s", observer=tally, clock=lambda: NOW)
    tally.watch(verifier)
    verifier.verify(sign({"iss": "i", "aud": "s", "exp": NOW + 60}, SECRET, "HS256", {"kid": "a"}))
    with pytest.raises(Rejected):
        verifier.verify(sign({"iss": "i", "aud": "s", "exp": NOW + 60}, SECRET, "HS256", {"kid": "evil"}))
    counted = tally.snapshot()
    assert counted.counts == {("a", "ok"): 1, (OTHER, "key_not_found"): 1}
    assert counted.max_exp == {"a": NOW + 60}


def test_threads_lose_no_count():
    tally, _ = tally_of("a")
    threads = [Thread(target=lambda: [tally.accepted("a", {}, 1) for _ in range(500)]) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert tally.snapshot().counts == {("a", "ok"): 2000}


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_a_forked_process_counts_from_nothing():
    tally, _ = tally_of("a")
    tally.accepted("a", {}, 1)
    child = os.fork()
    if child == 0:
        os._exit(len(tally.snapshot().counts))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert tally.snapshot().counts == {("a", "ok"): 1}
