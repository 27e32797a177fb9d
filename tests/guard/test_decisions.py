"""What a verifier lets others see and do: hooks, observers, canaries, denied keys, what it holds."""

import os
import threading

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage import Rejected, Verifier
from jwtriage.guard import CANARY_SUBJECT
from jwtriage.jose import Key
from tests.guard.test_verifier import NOW, rejection, verifier
from tests.support import keys
from tests.support.tokens import CLAIMS, sign

FINGERPRINT_KEY = bytes(range(32))


class Recorder:
    """Remembers what it was told, and raises if it is told to."""

    def __init__(self, error=None):
        self.told = []
        self.error = error

    def accepted(self, kid, claims, now):
        self.told.append(("ok", kid, now))
        if self.error:
            raise self.error

    def rejected(self, rejected, now):
        self.told.append((rejected.reason, rejected.kid, now))
        if self.error:
            raise self.error


def test_every_decision_is_told():
    recorder = Recorder()
    guard = verifier(observer=recorder)
    guard.verify(sign(CLAIMS, keys.SECRET, "HS256", {"kid": "a"}))
    for token in (b"", sign(CLAIMS, b"x" * 32, "HS256", {"kid": "b"}), sign({**CLAIMS, "exp": 1}, keys.SECRET)):
        rejection(token, guard)
    assert recorder.told == [("ok", "a", NOW), ("missing_token", None, NOW), ("signature_invalid", "b", NOW), ("expired", None, NOW)]


def test_an_observer_that_fails_lets_nothing_pass_and_hides_no_reason():
    guard = verifier(observer=Recorder(RuntimeError("hunter2")))
    assert rejection(sign(CLAIMS, keys.SECRET), guard).reason == "other"
    assert rejection(b"", guard).reason == "missing_token"


@pytest.mark.parametrize("hook", ["revoked", "confirmation", "clock"])
@pytest.mark.parametrize("error", [RuntimeError("hunter2"), KeyError(), RecursionError(), MemoryError()])
def test_a_hook_that_fails_lets_nothing_pass(hook, error):
    calls = []

    def fails(*_):
        calls.append(1)
        if hook == "clock" and len(calls) < 5:
            return NOW
        raise error

    guard = verifier(**{hook: fails})
    token = sign({**CLAIMS, "cnf": {"jkt": "x"}} if hook == "confirmation" else CLAIMS, keys.SECRET)
    if hook == "clock":
        while len(calls) < 4:
            guard.verify(token)
    rejected = rejection(token, guard)
    assert rejected.reason == "other"
    assert "hunter2" not in f"{rejected!r} {rejected}"


def test_revoked_tokens_are_rejected():
    guard = verifier(revoked=lambda claims: claims.get("jti") == "gone")
    assert guard.verify(sign({**CLAIMS, "jti": "here"}, keys.SECRET))["jti"] == "here"
    assert rejection(sign({**CLAIMS, "jti": "gone"}, keys.SECRET), guard).reason == "revoked"


def test_a_canary_is_accepted_where_it_is_asked_for_and_still_needs_everything_else():
    guard = verifier()
    claims = {**CLAIMS, "sub": CANARY_SUBJECT}
    token = sign(claims, keys.SECRET)
    assert rejection(token, guard).reason == "claim_invalid"
    assert guard.verify(token, canary=True) == claims
    assert guard.verify(sign(CLAIMS, keys.SECRET), canary=True) == CLAIMS
    for bad in (sign({**claims, "exp": 1}, keys.SECRET), sign({**claims, "aud": "x"}, keys.SECRET), sign(claims, b"x" * 64)):
        with pytest.raises(Rejected):
            guard.verify(bad, canary=True)


def test_what_is_held_is_told_without_the_key():
    guard = verifier([keys.SECRET, Key.from_secret(keys.SECRET[1:], kid="one")], fingerprint_key=FINGERPRINT_KEY)
    first, second = guard.held()
    assert (first.kid, second.kid, second.alg, second.role, second.source) == (None, "one", "HS256", "verify", "static")
    assert (second.issuer, second.loaded_at, second.active) == (CLAIMS["iss"], NOW, True)
    assert first.fingerprint.startswith("hk1:")
    assert first.fingerprint != second.fingerprint
    assert "ordinary" not in repr(guard.held())


def test_a_weak_secret_has_no_fingerprint():
    assert verifier(b"x" * 64, insecure_keys=True).held()[0].fingerprint == "secret (weak)"


def test_a_denied_key_is_not_trusted_from_that_moment_on():
    one, two = Key.from_public(keys.ec().public_key(), kid="one"), Key.from_public(keys.ec("P-256", "b").public_key(), kid="two")
    tokens = [sign(CLAIMS, key, "ES256", {"kid": kid}) for key, kid in ((keys.ec(), "one"), (keys.ec("P-256", "b"), "two"))]
    for name in (one.thumbprint, f"ec:{one.thumbprint}", f"ec:{one.thumbprint[:12]}"):
        guard = verifier([one, two], ["ES256"])
        guard.verify(tokens[0])
        sequence = guard.sequence
        guard.deny(name)
        assert rejection(tokens[0], guard).reason == "revoked"
        assert guard.verify(tokens[1]) == CLAIMS
        assert [held.active for held in guard.held()] == [False, True]
        assert guard.sequence > sequence
    assert rejection(tokens[0], verifier([one, two], ["ES256"], denied=[one.thumbprint])).reason == "revoked"


def test_a_denied_secret_is_named_by_its_fingerprint():
    guard = verifier([keys.SECRET, keys.SECRET[::-1]], fingerprint_key=FINGERPRINT_KEY)
    guard.deny(guard.held()[0].fingerprint)
    assert rejection(sign(CLAIMS, keys.SECRET), guard).reason == "signature_invalid"
    assert guard.verify(sign(CLAIMS, keys.SECRET[::-1])) == CLAIMS


def test_tokens_without_a_kid_have_keys_of_their_own():
    legacy, named = keys.SECRET[::-1], Key.from_secret(keys.SECRET, kid="one")
    guard = verifier(named, kidless=legacy)
    assert guard.verify(sign(CLAIMS, legacy)) == CLAIMS
    assert rejection(sign(CLAIMS, keys.SECRET), guard).reason == "signature_invalid"
    assert rejection(sign(CLAIMS, legacy, "HS256", {"kid": "two"}), guard).reason == "key_not_found"
    assert [held.source for held in guard.held()] == ["static", "static kidless"]


def test_it_works_in_many_threads():
    guard, token, forged = verifier(), sign(CLAIMS, keys.SECRET), sign(CLAIMS, b"x" * 64)
    outcomes = []

    def work():
        for _ in range(200):
            outcomes.append(guard.verify(token) == CLAIMS)
            rejection(forged, guard)

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(10)
    assert outcomes == [True] * 800


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")
def test_a_fork_while_a_lock_is_held_does_not_stop_the_child():
    guard, token = verifier(), sign(CLAIMS, keys.SECRET)
    held, released = threading.Event(), threading.Event()

    def hold():
        with guard._trusts[0]._lock:
            held.set()
            released.wait(5)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(5)
    child = os.fork()
    if not child:
        guard.deny("none of these")
        os._exit(0 if guard.verify(token) == CLAIMS else 1)
    _, status = os.waitpid(child, 0)
    released.set()
    thread.join(5)
    assert os.waitstatus_to_exitcode(status) == 0


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5), lambda inner: st.lists(inner, max_size=2), max_leaves=4
)
NAMES = st.sampled_from(["iss", "aud", "exp", "nbf", "iat", "sub", "jti", "azp", "cnf", "at_hash", "x"])
STRICT = Verifier(keys.SECRET, ["HS256"], CLAIMS["iss"], CLAIMS["aud"], azp="web", id_tokens=True, revoked=lambda claims: claims["x"])


@given(st.dictionaries(NAMES, JSON, max_size=6), st.booleans())
def test_whatever_is_signed_nothing_but_rejections_comes_out(claims, canary):
    with pytest.raises(Rejected):
        STRICT.verify(sign({**CLAIMS, "azp": "web", "x": None, **claims}, keys.SECRET), canary=canary)
