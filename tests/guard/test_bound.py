from jwtriage.guard.bound import BoundKey, KeySet, unavailable
from jwtriage.jose import Key
from tests.support import keys

KEY = Key.from_secret(keys.SECRET, kid="one")


def bound(not_before=None, not_after=None) -> BoundKey:
    return BoundKey(KEY, "HS256", "static", 0.0, not_before=not_before, not_after=not_after)


def test_a_key_without_times_is_always_trusted():
    assert bound().is_active(0.0)
    assert bound().next_change(0.0) == float("inf")


def test_a_key_is_trusted_from_its_first_second_until_just_before_its_last():
    key = bound(100.0, 200.0)
    assert [key.is_active(now) for now in (99.9, 100.0, 199.9, 200.0)] == [False, True, True, False]
    assert [key.next_change(now) for now in (0.0, 100.0, 200.0)] == [100.0, 200.0, float("inf")]


def test_sets_are_told_apart_by_what_they_trust():
    one, same = KeySet((bound(),)), KeySet((BoundKey(KEY, "HS256", "elsewhere", 9.0),))
    assert one.holds_the_same_as(same)
    assert not one.holds_the_same_as(unavailable())
    assert not one.holds_the_same_as(KeySet((BoundKey(KEY, "HS512", "static", 0.0),)))
    assert one.sequence < same.sequence
