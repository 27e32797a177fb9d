"""The key was replaced at once, and valid old tokens are rejected."""

import pytest

from jwtriage.causes.choice import rotation_without_overlap as cause
from tests.support.example import NOW, Example, assert_explains
from tests.support.keys import SECRET, public_pem, rsa
from tests.support.stories import CLAIMS, claims, signed, story, swapped

TOKEN = signed(claims(iat=NOW - 600), SECRET, "HS256")
NEW = b"the-secret-that-took-its-place-yesterday-4711"


def example() -> Example:
    """The verifier has the new secret, the token was signed with the previous one."""
    return story(TOKEN, "rotation-without-overlap", held={"jwt-new.key": NEW}, elsewhere={"jwt-old.key": SECRET})


def test_example_is_proven() -> None:
    assert_explains(example())


def test_two_variables_of_one_file() -> None:
    env = b"JWT_SECRET=" + NEW + b"\nJWT_SECRET_PREVIOUS=" + SECRET + b"\n"
    assert_explains(Example(TOKEN, {".env": env}, ("--verifier", ".env#JWT_SECRET"), ("rotation-without-overlap",)))


def test_a_label_of_the_store() -> None:
    """The operator says which stage the copy has."""
    arguments = ("--verifier", "a.key?stage=AWSCURRENT", "--candidate", "b.key?stage=AWSPREVIOUS")
    assert_explains(Example(TOKEN, {"a.key": NEW, "b.key": SECRET}, arguments, ("rotation-without-overlap",)))


def found(verifier: str, signer: str) -> bool:
    return bool(list(cause.choose(swapped(signed(CLAIMS), (verifier, public_pem(rsa("b"))), (signer, public_pem(rsa()))))))


@pytest.mark.parametrize(
    ("verifier", "signer"), [("v2.pem", "v1.pem"), ("2026-11.pem", "2026-08.pem"), ("k.pem", "k-retired.pem"), ("next.pem", "k.pem")]
)
def test_names_that_tell_the_order(verifier: str, signer: str) -> None:
    assert found(verifier, signer)
    assert not found(signer, verifier)


@pytest.mark.parametrize(("verifier", "signer"), [("a.pem", "b.pem"), ("gold.pem", "bold.pem"), ("key1.pem", "key2.pem"), ("v2.pem", "v2.pem")])
def test_other_names_accuse_nobody(verifier: str, signer: str) -> None:
    assert not found(verifier, signer)


def test_with_a_fault_of_another_family() -> None:
    made = story(b"Bearer " + TOKEN, "bearer-prefix-or-wrapping", "rotation-without-overlap", held={"v2.key": NEW}, elsewhere={"v1.key": SECRET})
    assert_explains(made)
