"""The platform changed its default signing algorithm."""

from dataclasses import replace

import pytest

from jwtriage.causes.provider import platform_default_alg_flipped as cause
from tests.support.example import Example, assert_explains, diagnose
from tests.support.keys import SECRET, ec, public_pem, rsa
from tests.support.stories import claims, key_set, scene, signed, story

ISSUER = "https://auth.example/auth/v1"
OLD = signed(claims(iss=ISSUER), SECRET, "HS256")
NEW = signed(claims(iss=ISSUER), ec(), "ES256", kid="k2")


def example() -> Example:
    """The local stack signs with ES256 now; the service knows the old secret only."""
    held, elsewhere = {"jwt.secret": SECRET}, {"live.json": key_set(k2=ec())}
    arguments = ("--also-token", "@old.txt")
    made = story(NEW, "platform-default-alg-flipped", held=held, elsewhere=elsewhere, arguments=arguments)
    return replace(made, files={**made.files, "old.txt": OLD})


def test_example_is_proven() -> None:
    assert_explains(example())


def test_the_other_way_round() -> None:
    """The service was moved to the JWKS, and stored tokens are of the old kind."""
    made = story(OLD, "platform-default-alg-flipped", held={"live.json": key_set(k2=ec())}, arguments=("--also-token", "@new.txt"))
    assert_explains(replace(made, files={**made.files, "new.txt": NEW}, certainty="likely"))


def test_one_token_alone_accuses_nobody() -> None:
    """Near miss: without the other token it is a plain mismatch of families."""
    made = replace(example(), arguments=example().arguments[:-2])
    assert "platform-default-alg-flipped" not in [found["id"] for found in diagnose(made)["causes"]]


@pytest.mark.parametrize(
    "other", [signed(claims(iss="https://other.example"), SECRET, "HS256"), signed(claims(iss=ISSUER), ec("P-384"), "ES384"), b"garbage", b""]
)
def test_other_tokens_accuse_nobody(other: bytes) -> None:
    """Near miss: another issuer's token, one of the same family, no token at all."""
    assert not list(cause.read(scene(NEW, {"jwt.secret": SECRET}, also=(other,))))


def test_a_verifier_with_both_keys_is_not_accused() -> None:
    assert not list(cause.read(scene(NEW, {"jwt.secret": SECRET, "old.pem": public_pem(ec("P-256", "b"))}, also=(OLD,))))
    assert list(cause.read(scene(NEW, {"jwt.secret": SECRET, "old.pem": public_pem(rsa())}, also=(OLD,))))


def test_with_a_fault_of_another_family() -> None:
    pair = ("platform-default-alg-flipped", "bearer-prefix-or-wrapping")
    assert_explains(replace(example(), token=b"Bearer " + NEW, causes=pair))
