"""The application has a signing key of its own in Entra ID."""

import pytest

from jwtriage.causes.provider import entra_app_specific_keys as cause
from tests.support.example import Example, assert_explains, diagnose
from tests.support.keys import rsa
from tests.support.stories import claims, key_set, outcome, scene, signed, story, swapped

TENANT = "9188040d-6c67-4c5b-b112-36a304b66dad"
CLIENT = "6731de76-14a6-49ae-97bc-6eba6914391e"
TOKEN = signed(claims(iss=f"https://login.microsoftonline.com/{TENANT}/v2.0", aud=CLIENT, tid=TENANT, ver="2.0"), kid="app")
COMMON = key_set(t1=rsa("b"))


def example() -> Example:
    """The tenant's keys lack the kid; it is published for the application."""
    held, elsewhere = {f"{TENANT}/keys.json": COMMON}, {f"{TENANT}/keys-appid.json": key_set(app=rsa())}
    return story(TOKEN, "entra-app-specific-keys", held=held, elsewhere=elsewhere)


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("place", [f"{CLIENT}.json", "app/keys.json", "custom-signing-key.json", f"keys?appid={CLIENT}"])
def test_places_that_name_the_application(place: str) -> None:
    assert list(cause.choose(swapped(TOKEN, ("tenant.json", COMMON), (place, key_set(app=rsa())))))


@pytest.mark.parametrize(("held", "place"), [("tenant.json", "live.json"), ("appid.json", "appid-live.json")])
def test_other_copies_accuse_nobody(held: str, place: str) -> None:
    """Near miss: nothing names the application, or both do."""
    assert not list(cause.choose(swapped(TOKEN, (held, COMMON), (place, key_set(app=rsa())))))


def test_other_issuers_accuse_nobody() -> None:
    token = signed(claims(aud=CLIENT), kid="app")
    assert not list(cause.choose(swapped(token, ("tenant.json", COMMON), ("appid.json", key_set(app=rsa())))))
    assert not list(cause.read(scene(token, {"tenant.json": COMMON})))


def test_an_absent_kid_alone_is_a_hint_only() -> None:
    """A kid that the set lacks has many reasons."""
    assert outcome(diagnose(story(TOKEN, held={"tenant.json": COMMON}))) == ("unexplained", {"entra-app-specific-keys": "possible"})
    assert not list(cause.read(scene(TOKEN, {"tenant.json": key_set(app=rsa("b"))})))


def test_with_a_fault_of_another_family() -> None:
    held, elsewhere = {"tenant.json": COMMON}, {"appid.json": key_set(app=rsa())}
    assert_explains(story(b"Bearer " + TOKEN, "entra-app-specific-keys", "bearer-prefix-or-wrapping", held=held, elsewhere=elsewhere))
