"""Fingerprints seen elsewhere."""

from base64 import b64encode

from jwtriage.jose.keys import Key
from jwtriage.tasks.fingerprints_seen import fingerprints_seen
from jwtriage.tasks.naming import KeyNames
from tests.support.case import seen
from tests.support.keys import SECRET, ec

ENVIRONMENT = {"JWTRIAGE_FINGERPRINT_KEY": b64encode(bytes(range(32))).decode()}


def fingerprint(tag: str):
    """Return the sighting of an ``fp:`` REF."""
    return seen(b"", f"fp:{tag}", verifier="", kind="fingerprint", labels={"fingerprint": tag})


def test_a_match_names_the_key_and_is_likely() -> None:
    """A tag and the beginning of a thumbprint, each beside its key."""
    names, secret, public = KeyNames(ENVIRONMENT), Key.from_secret(SECRET), Key.from_public(ec().public_key())
    tags = [names.fingerprint(secret), names.fingerprint(public)[:15]]
    found = fingerprints_seen([fingerprint(tag) for tag in tags], [secret, public], names)
    assert [each["same_as"] for each in found] == [names.label(secret), names.label(public)]
    assert {each["certainty"] for each in found} == {"likely"}


def test_another_key_is_no_match() -> None:
    """Near misses: another secret, and a weak one, which has no tag."""
    names = KeyNames(ENVIRONMENT)
    found = fingerprints_seen([fingerprint("hk1:aaaaaaaa")], [Key.from_secret(SECRET), Key.from_secret(b"secret")], names)
    assert found[0]["same_as"] is None


def test_nothing_is_computed_without_a_fingerprint() -> None:
    """No REF, no member."""
    assert fingerprints_seen([seen(SECRET)], [Key.from_secret(SECRET)], KeyNames({})) == []
