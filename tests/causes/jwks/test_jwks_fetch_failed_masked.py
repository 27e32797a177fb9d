"""The key set could not be fetched, and the verifier calls that a bad signature."""

from dataclasses import replace

import pytest

from jwtriage.causes.jwks import jwks_fetch_failed_masked as cause
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case, Unread
from jwtriage.model.change import Scene
from tests.support.documents import choice, given_set, jwk, jwks, sighting
from tests.support.example import Example, assert_explains
from tests.support.keys import rsa

LIVE = jwks(jwk(rsa(), kid="a"))


def example() -> Example:
    """The verifier's set is empty; the issuer's is not."""
    return given_set(causes=("jwks-fetch-failed-masked",), other=LIVE, kid="a")


def test_example_is_proven() -> None:
    assert_explains(example())


def test_alone_it_is_likely() -> None:
    assert_explains(replace(given_set(causes=("jwks-fetch-failed-masked",), kid="a"), certainty="likely"))


@pytest.mark.parametrize("document", [b'{"keys":[]}', b"{}", b'{"error":"not_found"}', b"<!DOCTYPE html>", b"\n<html>", b'{"message": "no"}'])
def test_what_stands_in_place_of_a_set(document: bytes) -> None:
    assert list(cause.choose(choice(sighting(document), sighting(LIVE, "live.json", None), rsa(), kid="a")))


@pytest.mark.parametrize("document", [jwks(jwk(rsa("b"), kid="b")), b'{"kty":"RSA"}', b'{"jwt_secret":"x"}', b"a secret", b"<not markup", b""])
def test_what_holds_something(document: bytes) -> None:
    """Near misses: a set with a key, a broken key, a configuration, a secret."""
    assert not list(cause.choose(choice(sighting(document), sighting(LIVE, "live.json", None), rsa(), kid="a")))


def test_a_url_that_could_not_be_read() -> None:
    case = Case(b"x", unread=(Unread("https://id.example/jwks", "certificate not trusted"), Unread("key.pem", "no such file")))
    signs = list(cause.read(Scene(case, TokenText.read(b"x"), (), ())))
    assert [sign.certainty for sign in signs] == ["possible"]


def test_with_a_fault_of_another_family() -> None:
    assert_explains(replace(example(), token=b"Bearer " + example().token, causes=("bearer-prefix-or-wrapping", "jwks-fetch-failed-masked")))
