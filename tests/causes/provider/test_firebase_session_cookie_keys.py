"""A Firebase session cookie is verified with the keys for ID tokens."""

import pytest

from jwtriage.causes.provider import firebase_session_cookie_keys as cause
from tests.support.example import Example, assert_explains, diagnose
from tests.support.keys import rsa
from tests.support.stories import claims, key_set, outcome, scene, signed, story

SESSION = signed(claims(iss="https://session.firebase.google.com/project"), kid="session")
ID_TOKEN_KEYS = key_set(id1=rsa("b"))


def example() -> Example:
    """The session cookie went to the check for ID tokens."""
    held, elsewhere = {"securetoken.json": ID_TOKEN_KEYS}, {"publicKeys.json": key_set(session=rsa())}
    return story(SESSION, "firebase-session-cookie-keys", held=held, elsewhere=elsewhere)


def test_example_is_proven() -> None:
    assert_explains(example())


def test_the_keys_of_session_cookies_are_not_at_hand() -> None:
    report = diagnose(story(SESSION, held={"securetoken.json": ID_TOKEN_KEYS}))
    assert outcome(report) == ("explained", {"firebase-session-cookie-keys": "likely"})


@pytest.mark.parametrize("issuer", ["https://securetoken.google.com/project", "https://session.firebase.google.com.example/p", None])
def test_other_issuers_accuse_nobody(issuer: str | None) -> None:
    """Near miss: an ID token, and a host that only begins alike."""
    assert not list(cause.read(scene(signed(claims(iss=issuer), kid="session"), {"keys.json": ID_TOKEN_KEYS})))


def test_a_kid_that_is_held_accuses_nobody() -> None:
    """Near miss: the verifier has the cookie's kid, so the source of its keys is right."""
    assert not list(cause.read(scene(SESSION, {"publicKeys.json": key_set(session=rsa("b"))})))


def test_without_keys_nothing_is_said() -> None:
    assert not list(cause.read(scene(SESSION)))


def test_its_own_keys_are_enough() -> None:
    assert diagnose(story(SESSION, held={"publicKeys.json": key_set(session=rsa())}))["verdict"] == "valid"


def test_with_a_fault_of_another_family() -> None:
    held, elsewhere = {"securetoken.json": ID_TOKEN_KEYS}, {"publicKeys.json": key_set(session=rsa())}
    pair = ("firebase-session-cookie-keys", "bearer-prefix-or-wrapping")
    assert_explains(story(b"Bearer " + SESSION, *pair, held=held, elsewhere=elsewhere))
