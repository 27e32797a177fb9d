"""The key that signed is no longer published."""

from dataclasses import replace

import pytest

from jwtriage.causes.jwks import signing_key_no_longer_published as cause
from tests.support.documents import choice, given_set, jwk, jwks, sighting
from tests.support.example import Example, assert_explains
from tests.support.keys import public_pem, rsa

CURRENT, GONE = jwk(rsa("b"), kid="new"), jwk(rsa(), kid="old")
ID = ("signing-key-no-longer-published",)


def example() -> Example:
    """The realm was made anew; its old set lies in an archive."""
    return given_set(CURRENT, causes=ID, other=jwks(GONE), other_name="archive/jwks.json", kid="old")


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("place", ["archive/jwks.json", "jwks.bak", "jwks-2026-01-05.json", "backup/keys.json", "previous.json", "old-jwks.json"])
@pytest.mark.parametrize("archived", [jwks(GONE), jwks(GONE, CURRENT), public_pem(rsa())])
def test_places_that_say_so(place: str, archived: bytes) -> None:
    given = choice(sighting(jwks(CURRENT), "jwks-2026-09-01.json"), sighting(archived, place, None), rsa(), kid="old")
    assert len(list(cause.choose(given))) == 1


@pytest.mark.parametrize(("own", "place"), [("jwks.json", "live.json"), ("cached.json", "old.json"), ("jwks-2026-01.json", "jwks-2026-09.json")])
def test_places_that_do_not(own: str, place: str) -> None:
    """Near misses: nothing tells which is older, or the verifier's own is."""
    given = choice(sighting(jwks(CURRENT), own), sighting(jwks(GONE), place, None), rsa(), kid="old")
    assert list(cause.choose(given)) == []


@pytest.mark.parametrize(
    ("gone", "current", "older"),
    [("v1", "v2", True), ("2026-08", "2026-11", True), ("key-9", "key-10", True), ("v2", "v1", False), ("a", "b", False), ("10234", "98765", False)],
)
def test_kids_that_are_numbered(gone: str, current: str, older: bool) -> None:
    """Numbers and dates have an order, letters and long identifiers have none."""
    own, other = sighting(jwks(jwk(rsa("b"), kid=current))), sighting(jwks(jwk(rsa(), kid=gone)), "live.json", None)
    assert bool(list(cause.choose(choice(own, other, rsa(), kid=gone)))) == older


def test_stage_of_a_secret_store() -> None:
    archived = sighting(jwks(GONE), "aws-secret:jwks", None, stage="AWSPREVIOUS")
    assert len(list(cause.choose(choice(sighting(jwks(CURRENT)), archived, rsa(), kid="old")))) == 1


def test_with_a_fault_of_another_family() -> None:
    assert_explains(replace(example(), token=b"Bearer " + example().token, causes=("bearer-prefix-or-wrapping", *ID)))
