"""Entra ID: the verifier uses the metadata of another version, tenant or cloud."""

import pytest

from jwtriage.causes.provider import entra_v1_v2_or_tenant_keys as cause
from tests.support.example import Example, assert_explains, diagnose
from tests.support.keys import rsa
from tests.support.stories import claims, key_set, outcome, scene, signed, story

TENANT = "9188040d-6c67-4c5b-b112-36a304b66dad"
OTHER = "72f988bf-86f1-41af-91ab-2d7cd011db47"
LOGIN = "https://login.microsoftonline.com"
V1 = signed(claims(iss=f"https://sts.windows.net/{TENANT}/", ver="1.0", tid=TENANT), kid="k1")
V2 = signed(claims(iss=f"{LOGIN}/{TENANT}/v2.0", ver="2.0", tid=TENANT), kid="k1")
HELD = key_set(other=rsa("b"))


def example() -> Example:
    """A token of version 1, the verifier has the keys from the metadata of version 2."""
    return story(V1, "entra-v1-v2-or-tenant-keys", held={"discovery/v2.0/keys.json": HELD}, elsewhere={"discovery/keys.json": key_set(k1=rsa())})


def test_example_is_proven() -> None:
    assert_explains(example())


def test_the_signer_is_not_found() -> None:
    """The expected issuer alone names the version."""
    report = diagnose(story(V1, held={"keys.json": HELD}, arguments=("--issuer", f"{LOGIN}/{TENANT}/v2.0")))
    assert outcome(report) == ("explained", {"entra-v1-v2-or-tenant-keys": "likely", "entra-app-specific-keys": "possible"})


WRONG = {
    "v2 metadata": (V1, f"{LOGIN}/{TENANT}/discovery/v2.0/keys"),
    "v1 metadata": (V2, f"https://sts.windows.net/{TENANT}/"),
    "other tenant": (V2, f"{LOGIN}/{OTHER}/discovery/v2.0/keys"),
    "other tenant, v1": (V1, f"{LOGIN}/{OTHER}/discovery/keys"),
    "common": (V2, f"{LOGIN}/common/discovery/v2.0/keys"),
    "other cloud": (V2, f"https://login.microsoftonline.us/{TENANT}/discovery/v2.0/keys"),
    "a file": (V1, "keys-v2.json"),
}


@pytest.mark.parametrize(("token", "place"), WRONG.values(), ids=WRONG)
def test_each_wrong_authority(token: bytes, place: str) -> None:
    assert [sign.certainty for sign in cause.read(scene(token, {place: HELD}))] == ["likely"]
    assert [sign.certainty for sign in cause.read(scene(token, unread=[place]))] == ["likely"]


RIGHT = [
    (V1, f"{LOGIN}/{TENANT}/discovery/keys"),
    (V2, f"{LOGIN}/{TENANT}/discovery/v2.0/keys"),
    (V2, "keys.json"),
    (V2, "keys-v2.json"),
    (V1, f"https://login.windows.net/{TENANT}/discovery/keys"),
    (signed(claims(ver="1.0"), kid="k1"), f"{LOGIN}/{TENANT}/discovery/v2.0/keys"),
]


@pytest.mark.parametrize(("token", "place"), RIGHT)
def test_the_right_authority_accuses_nobody(token: bytes, place: str) -> None:
    """Near miss: the same tenant and version, or no token of Entra ID at all."""
    assert not list(cause.read(scene(token, {place: HELD})))


def test_a_kid_that_is_held_accuses_nobody() -> None:
    """Near miss: the versions differ and the key is there, as in most tenants."""
    assert not list(cause.read(scene(V1, {"keys-v2.json": key_set(k1=rsa("b"))})))
    assert diagnose(story(V1, held={"keys-v2.json": key_set(k1=rsa())}))["verdict"] == "valid"


def test_with_a_fault_of_another_family() -> None:
    held, elsewhere = {"discovery/v2.0/keys.json": HELD}, {"discovery/keys.json": key_set(k1=rsa())}
    assert_explains(story(b"Bearer " + V1, "entra-v1-v2-or-tenant-keys", "bearer-prefix-or-wrapping", held=held, elsewhere=elsewhere))
