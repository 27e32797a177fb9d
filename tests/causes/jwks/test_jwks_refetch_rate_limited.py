"""The new key is published, but the verifier may not fetch the set again yet."""

import pytest

from jwtriage.causes.jwks import jwks_refetch_rate_limited as cause
from tests.support.documents import choice, jwk, jwks, sighting
from tests.support.keys import rsa

OLD, NEW = jwk(rsa("b"), kid="b"), jwk(rsa(), kid="a")


def facts(own: bytes, live: bytes, age: str) -> list[str]:
    """Return the facts for a verifier's set that came with this ``Age``."""
    verifier = sighting(own, "https://id.example/jwks", age=age)
    return list(cause.choose(choice(verifier, sighting(live, "live.json", None), rsa(), kid="a")))


def test_a_set_out_of_a_cache_on_the_way() -> None:
    assert len(facts(jwks(OLD), jwks(OLD, NEW), "540")) == 1


@pytest.mark.parametrize("age", ["", "0", "-5", "soon", "1.5"])
def test_a_fresh_answer(age: str) -> None:
    """Near miss: nothing says that a cache stood between; then the verifier's own copy is old."""
    assert facts(jwks(OLD), jwks(OLD, NEW), age) == []


def test_the_kid_is_there_already() -> None:
    assert facts(jwks(jwk(rsa("b"), kid="a")), jwks(NEW), "540") == []
