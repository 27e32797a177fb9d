import pytest

from jwtriage.guard.caller import Caller, checked_scopes, has_scopes, insufficient_scope, scopes_of


@pytest.mark.parametrize(
    ("claims", "scopes"),
    [
        ({"scope": "a b"}, ["a", "b"]),
        ({"scope": "a"}, ["a"]),
        ({"scp": "a b"}, ["a", "b"]),
        ({"scp": ["a", "b", 5]}, ["a", "b"]),
        ({"scope": 5, "scp": "a"}, []),
        ({"scope": None}, []),
        ({"scope": {"a": 1}}, []),
        ({}, []),
    ],
)
def test_scopes_are_read_as_issuers_write_them(claims, scopes):
    assert scopes_of(claims) == Caller(claims).scopes == scopes


def test_all_scopes_are_needed():
    assert has_scopes({"scope": "a b"}, ("b", "a"))
    assert has_scopes({}, ())
    assert not has_scopes({"scope": "a bc"}, ("a", "b"))
    assert not has_scopes({"scope": "ab"}, ("a",))


@pytest.mark.parametrize("scopes", ["a", ["a b"], [""], ['"'], ["\\"], ["a\n"], ["\u00e4"]])
def test_a_scope_that_no_token_has_is_refused(scopes):
    with pytest.raises(ValueError):
        checked_scopes(scopes)


def test_the_challenge_names_the_scopes():
    assert insufficient_scope(["a", "b"]) == 'Bearer error="insufficient_scope", scope="a b"'
    assert insufficient_scope(["a"], "x") == 'Bearer realm="x", error="insufficient_scope", scope="a"'


def test_a_caller_is_what_frameworks_ask_for():
    caller = Caller({"sub": "alice"})
    assert (caller.identity, caller.display_name, caller.username, caller.pk, str(caller)) == ("alice",) * 5
    assert caller.is_authenticated
    assert not caller.is_anonymous
    assert Caller({}).identity == ""
