import pytest

from jwtriage.guard import FileSource, Refusal, Rejected, StaticSource, Timed, Verifier, Window
from jwtriage.jose import Key
from tests.support import keys
from tests.support.clock import Clock
from tests.support.tokens import CLAIMS, compact_json, segment, sign

CURRENT, NEXT, PREVIOUS, FOREIGN = keys.SECRET, keys.SECRET[1:], keys.SECRET[2:], keys.SECRET[3:]


def verifier(current=CURRENT, clock=None, **rules) -> Verifier:
    return Verifier(current, ["HS256"], CLAIMS["iss"], CLAIMS["aud"], clock=clock or Clock(), **rules)


def outcome(guard, secret, **headers) -> str:
    try:
        guard.verify(sign(CLAIMS, secret, "HS256", headers))
    except Rejected as rejected:
        return rejected.reason
    return "ok"


def test_all_keys_of_a_rotation_are_accepted():
    guard = verifier(next=NEXT, previous=PREVIOUS)
    assert [outcome(guard, secret) for secret in (CURRENT, NEXT, PREVIOUS, FOREIGN)] == ["ok", "ok", "ok", "signature_invalid"]
    assert [(held.role, held.source) for held in guard.held()] == [
        ("current", "static current"),
        ("next", "static next"),
        ("previous", "static previous"),
    ]


@pytest.mark.parametrize("empty", ["", b"", " \n", []])
@pytest.mark.parametrize("place", ["next", "previous"])
def test_an_empty_place_is_an_error_not_an_absent_one(place, empty):
    with pytest.raises(Refusal) as caught:
        verifier(**{place: empty})
    assert caught.value.cause == "secret-undefined-or-empty"
    assert place in str(caught.value)


def test_only_a_wrong_signature_leads_to_the_next_key():
    guard = verifier(next=NEXT, previous=PREVIOUS)
    with pytest.raises(Rejected) as caught:
        guard.verify(sign({**CLAIMS, "exp": 1}, PREVIOUS))
    assert caught.value.reason == "expired"


def test_a_forgotten_previous_key_retires_by_itself():
    clock = Clock()
    guard = verifier(clock=clock, previous=Timed(PREVIOUS, not_after=clock.now + 60))
    sequence = guard.sequence
    clock.advance(59.9)
    assert outcome(guard, PREVIOUS) == "ok"
    clock.advance(0.1)
    assert outcome(guard, PREVIOUS) == "signature_invalid"
    assert outcome(guard, CURRENT) == "ok"
    assert [held.active for held in guard.held()] == [True, False]
    assert guard.sequence > sequence


def test_a_next_key_is_not_trusted_before_its_time():
    clock = Clock()
    guard = verifier(clock=clock, next=Timed(NEXT, not_before=clock.now + 60))
    assert outcome(guard, NEXT) == "signature_invalid"
    clock.advance(60)
    assert outcome(guard, NEXT) == "ok"


def test_a_clock_that_is_set_back_is_followed():
    clock = Clock()
    guard = verifier(clock=clock, next=Timed(NEXT, not_before=clock.now + 60))
    clock.advance(60)
    assert outcome(guard, NEXT) == "ok"
    clock.advance(-30)
    assert outcome(guard, NEXT) == "signature_invalid"


def test_a_key_whose_time_is_over_is_not_found_by_its_kid():
    clock = Clock()
    old = Timed(Key.from_secret(PREVIOUS, kid="old"), not_after=clock.now + 60)
    guard = verifier(Key.from_secret(CURRENT, kid="new"), clock=clock, previous=old)
    assert outcome(guard, PREVIOUS, kid="old") == "ok"
    clock.advance(60)
    assert outcome(guard, PREVIOUS, kid="old") == "key_not_found"


def test_the_same_key_in_two_places_counts_in_the_first():
    clock = Clock()
    guard = verifier(clock=clock, previous=Timed(CURRENT, not_after=clock.now + 60))
    clock.advance(60)
    assert outcome(guard, CURRENT) == "ok"
    assert [held.role for held in guard.held()] == ["current"]


def test_one_kid_for_two_keys_is_refused():
    with pytest.raises(Refusal) as caught:
        verifier(Key.from_secret(CURRENT, kid="k"), next=Key.from_secret(NEXT, kid="k"))
    assert caught.value.cause == "jwks-duplicate-kid"


def test_a_rotation_has_four_keys_at_most():
    four = [Key.from_secret(secret, kid=str(number)) for number, secret in enumerate((CURRENT, NEXT, PREVIOUS))]
    assert outcome(verifier(four, next=FOREIGN), FOREIGN) == "ok"
    with pytest.raises(Refusal, match="more than 4"):
        verifier(four, next=FOREIGN, previous=keys.SECRET[4:])


def test_a_rotation_may_change_the_algorithm_with_a_key_for_each():
    guard = Verifier(keys.public_pem(keys.rsa()), ["RS256", "HS256"], CLAIMS["iss"], CLAIMS["aud"], previous=CURRENT)
    assert guard.verify(sign(CLAIMS, keys.rsa(), "RS256")) == guard.verify(sign(CLAIMS, CURRENT)) == CLAIMS
    with pytest.raises(Rejected):
        guard.verify(sign(CLAIMS, keys.public_pem(keys.rsa()), "HS256"))


def test_hmac_beside_public_keys_alone_is_refused():
    with pytest.raises(Refusal) as caught:
        Verifier(keys.public_pem(keys.rsa()), ["RS256", "HS256"], CLAIMS["iss"], CLAIMS["aud"])
    assert caught.value.cause == "alg-family-mismatch"


def test_while_its_files_contradict_one_another_the_last_good_keys_stay(tmp_path):
    clock, current, previous = Clock(), tmp_path / "current.json", tmp_path / "previous.json"
    current.write_bytes(jwk(CURRENT, "a"))
    previous.write_bytes(jwk(PREVIOUS, "b"))
    guard = verifier(FileSource(current), clock=clock, previous=FileSource(previous))
    current.write_bytes(jwk(NEXT, "b"))
    for _ in range(2):
        clock.advance(1.0)
        outcome(guard, CURRENT)
    assert (outcome(guard, CURRENT, kid="a"), outcome(guard, PREVIOUS, kid="b"), outcome(guard, NEXT, kid="b")) == ("ok", "ok", "signature_invalid")
    assert any(state.error for state in guard.sources())
    previous.write_bytes(jwk(CURRENT, "a"))
    for _ in range(2):
        clock.advance(1.0)
        outcome(guard, CURRENT)
    assert (outcome(guard, NEXT, kid="b"), outcome(guard, CURRENT, kid="a"), outcome(guard, PREVIOUS, kid="b")) == ("ok", "ok", "signature_invalid")
    assert not any(state.error for state in guard.sources())


def jwk(secret, kid) -> bytes:
    return compact_json({"kty": "oct", "k": segment(secret).decode(), "kid": kid})


@pytest.mark.parametrize("thing", [5, object(), 1.5])
def test_what_is_no_key_and_no_source_is_refused(thing):
    with pytest.raises(Refusal):
        verifier(thing)


def test_a_window_can_be_made_by_itself():
    guard = verifier(Window(StaticSource(CURRENT, "vault v2"), previous=StaticSource(PREVIOUS, "vault v1")))
    assert [held.source for held in guard.held()] == ["vault v2", "vault v1"]
