"""Supabase: the legacy secret and the new signing keys are mixed up."""

import pytest

from jwtriage.causes.provider import supabase_legacy_vs_signing_keys as cause
from tests.support.example import Example, assert_explains, diagnose
from tests.support.keys import SECRET, ec
from tests.support.stories import claims, key_set, outcome, scene, signed, story

HOSTED = "https://abcdefgh.supabase.co/auth/v1"
LOCAL = "http://127.0.0.1:54321/auth/v1"
SESSION = signed(claims(iss=HOSTED, role="authenticated"), ec(), "ES256", kid="k")
SERVICE = signed(claims(iss="supabase", role="service_role", ref="abcdefgh"), SECRET, "HS256")


def example() -> Example:
    """A session signed with the project's new key, sent to a service that has the legacy secret."""
    return story(SESSION, "supabase-legacy-vs-signing-keys", held={"legacy.key": SECRET}, elsewhere={"jwks.json": key_set(k=ec())})


def test_example_is_proven() -> None:
    assert_explains(example())


def test_an_api_key_before_a_service_with_the_set() -> None:
    held, elsewhere = {"jwks.json": key_set(k=ec())}, {"legacy.key": SECRET}
    assert_explains(story(SERVICE, "supabase-legacy-vs-signing-keys", held=held, elsewhere=elsewhere))


@pytest.mark.parametrize(("token", "held"), [(SESSION, SECRET), (SERVICE, key_set(k=ec()))], ids=["session", "api key"])
def test_the_other_key_is_not_at_hand(token: bytes, held: bytes) -> None:
    report = diagnose(story(token, held={"held": held}))
    assert outcome(report)[1]["supabase-legacy-vs-signing-keys"] == "likely"
    assert report["causes"][0]["id"] == "supabase-legacy-vs-signing-keys"


@pytest.mark.parametrize(
    "members", [{"iss": LOCAL, "role": "anon"}, {"iss": "supabase-demo", "role": "anon"}, {"iss": LOCAL, "role": "authenticated"}]
)
def test_local_stacks(members: dict) -> None:
    assert list(cause.read(scene(signed(claims(**members), SECRET, "HS256"), {"jwks.json": key_set(k=ec())})))


@pytest.mark.parametrize("members", [{"iss": LOCAL}, {"iss": "https://id.example", "role": "anon"}, {"iss": None}])
def test_other_issuers_accuse_nobody(members: dict) -> None:
    """Near miss: another issuer with the same path, or with a role of that name."""
    assert not list(cause.read(scene(signed(claims(**members), SECRET, "HS256"), {"jwks.json": key_set(k=ec())})))


def test_an_unknown_secret_of_the_right_kind_accuses_nobody() -> None:
    assert diagnose(story(SERVICE, held={"legacy.key": b"another-secret-of-the-same-kind-4711"}))["verdict"] == "unexplained"


def test_both_keys_are_enough() -> None:
    assert diagnose(story(SESSION, held={"legacy.key": SECRET, "jwks.json": key_set(k=ec())}))["verdict"] == "valid"


def test_with_a_fault_of_another_family() -> None:
    pair = ("supabase-legacy-vs-signing-keys", "bearer-prefix-or-wrapping")
    assert_explains(story(b"Bearer " + SESSION, *pair, held={"legacy.key": SECRET}, elsewhere={"jwks.json": key_set(k=ec())}))
