"""Google: the token's issuer publishes its keys at another endpoint."""

import pytest

from jwtriage.causes.provider import google_key_endpoint_mixup as cause
from tests.support.example import Example, assert_explains, diagnose
from tests.support.keys import ec, rsa
from tests.support.stories import claims, key_set, outcome, scene, signed, story, swapped

IAP = signed(claims(iss="https://cloud.google.com/iap"), ec(), "ES256", kid="iap")
FIREBASE = signed(claims(iss="https://securetoken.google.com/project"), kid="firebase")
SIGN_IN = key_set(g1=rsa("b"))


def example() -> Example:
    """An assertion of Identity-Aware Proxy, checked with the keys for Google sign-in."""
    held, elsewhere = {"oauth2-v3-certs.json": SIGN_IN}, {"public_key-jwk.json": key_set(iap=ec())}
    return story(IAP, "google-key-endpoint-mixup", held=held, elsewhere=elsewhere)


def test_example_is_proven() -> None:
    assert_explains(example())


def test_a_firebase_token_before_the_keys_for_sign_in() -> None:
    held, elsewhere = {"certs.json": SIGN_IN}, {"securetoken.json": key_set(firebase=rsa())}
    assert_explains(story(FIREBASE, "google-key-endpoint-mixup", held=held, elsewhere=elsewhere))


@pytest.mark.parametrize("token", [IAP, FIREBASE], ids=["iap", "firebase"])
def test_the_right_keys_are_not_at_hand(token: bytes) -> None:
    report = diagnose(story(token, held={"googleapis/oauth2/v3/certs": SIGN_IN}))
    assert report["verdict"] == "explained"
    assert report["causes"][0]["id"] == "google-key-endpoint-mixup"


def test_an_address_that_was_not_fetched() -> None:
    assert list(cause.read(scene(IAP, unread=["https://www.googleapis.com/oauth2/v3/certs"])))
    assert not list(cause.read(scene(IAP, unread=["https://www.gstatic.com/iap/verify/public_key-jwk"])))


def test_neutral_names_and_the_right_kind_give_a_hint_only() -> None:
    assert outcome(diagnose(story(FIREBASE, held={"keys.json": SIGN_IN}))) == ("unexplained", {"google-key-endpoint-mixup": "possible"})


def test_a_kid_that_is_held_accuses_nobody() -> None:
    assert not list(cause.read(scene(FIREBASE, {"oauth2.json": key_set(firebase=rsa("b"))})))


def test_a_newer_copy_of_the_same_set_is_no_mixup() -> None:
    """Near miss: the two sets share a key, so one is an old copy of the other."""
    live = key_set(firebase=rsa(), g1=rsa("b"))
    assert not list(cause.choose(swapped(FIREBASE, ("certs.json", SIGN_IN), ("live.json", live))))


@pytest.mark.parametrize("issuer", ["https://id.example", "https://accounts.google.com.example", "https://securetoken.google.com", None])
def test_other_issuers_accuse_nobody(issuer: str | None) -> None:
    assert not list(cause.read(scene(signed(claims(iss=issuer), kid="x"), {"oauth2.json": SIGN_IN})))


def test_with_a_fault_of_another_family() -> None:
    held, elsewhere = {"oauth2-v3-certs.json": SIGN_IN}, {"public_key-jwk.json": key_set(iap=ec())}
    assert_explains(story(b"Bearer " + IAP, "google-key-endpoint-mixup", "bearer-prefix-or-wrapping", held=held, elsewhere=elsewhere))
