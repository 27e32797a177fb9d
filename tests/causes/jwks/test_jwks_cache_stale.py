"""The verifier's copy of the key set is old."""

from dataclasses import replace

import pytest

from jwtriage.causes.jwks import jwks_cache_stale as cause
from tests.support.documents import choice, given_set, jwk, jwks, sighting
from tests.support.example import Example, assert_explains
from tests.support.keys import public_pem, rsa

OLD, NEW = jwk(rsa("b"), kid="2026-08"), jwk(rsa(), kid="2026-11")


def example() -> Example:
    """The issuer publishes a second key; the verifier's copy has only the first."""
    return given_set(OLD, causes=("jwks-cache-stale",), other=jwks(OLD, NEW), kid="2026-11")


def test_example_is_proven() -> None:
    assert_explains(example())


def test_no_key_is_left_of_the_old_set() -> None:
    assert_explains(given_set(OLD, causes=("jwks-cache-stale",), other=jwks(NEW), kid="2026-11"))


@pytest.mark.parametrize(
    ("own", "other", "place", "kid"),
    [
        (jwks(OLD), jwks(NEW), "prod/jwks.json", "2026-11"),
        (jwks(OLD), public_pem(rsa()), "issuer.pem", "2026-11"),
        (jwks(OLD), jwks(NEW), "live.json", "another"),
        (jwks(jwk(rsa("b"))), jwks(NEW), "live.json", "2026-11"),
    ],
)
def test_other_reasons(own: bytes, other: bytes, place: str, kid: str) -> None:
    """Near misses: another environment's set, a key without a name, another name, a verifier without kids."""
    assert list(cause.choose(choice(sighting(own, "staging/jwks.json"), sighting(other, place, None), rsa(), kid=kid))) == []


def test_environments_that_share_keys_are_copies() -> None:
    given = choice(sighting(jwks(OLD), "staging/jwks.json"), sighting(jwks(OLD, NEW), "prod/jwks.json", None), rsa(), kid="2026-11")
    assert len(list(cause.choose(given))) == 1


def test_with_a_fault_of_another_family() -> None:
    assert_explains(replace(example(), token=b"Bearer " + example().token, causes=("bearer-prefix-or-wrapping", "jwks-cache-stale")))
