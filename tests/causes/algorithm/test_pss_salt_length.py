"""The PSS signature has a salt of another length than the hash."""

from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.algorithm import pss_salt_length as cause
from jwtriage.forensics.recipe import verifies
from tests.support.documents import pkcs1_pem
from tests.support.example import Example, assert_explains, diagnose
from tests.support.keys import rsa
from tests.support.token_faults import attempt, head, issued, received, with_signature
from tests.support.tokens import HASHES

ID = "pss-salt-length"


def salted(alg: str, salt: int, over: bytes | None = None) -> bytes:
    """Return a token signed with a salt of so many octets; 222 is the most for 2048 bits and SHA-256."""
    function = HASHES[alg[2:]]
    return with_signature(rsa().sign(over or head(alg), PSS(MGF1(function), salt), function), alg)


def example() -> Example:
    """The longest salt that fits: a library's default."""
    return received(salted("PS256", 222), ID, alg="PS256")


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize(("alg", "salt"), [("PS256", 0), ("PS256", 20), ("PS384", 32), ("PS512", 32), ("PS512", 190)])
def test_lengths(alg: str, salt: int) -> None:
    assert_explains(received(salted(alg, salt), ID, alg="PS256"))


@pytest.mark.parametrize("alg", ["PS256", "PS512"])
def test_the_length_of_the_hash_is_valid(alg: str) -> None:
    assert diagnose(received(issued(alg), alg="PS256"))["verdict"] == "valid"


@drawn(st.integers(0, 222), st.booleans())
def test_any_salt_of_this_text_only(salt: int, own: bool) -> None:
    """The hash over the message is checked in full: another text is refused whatever the salt."""
    start = attempt(salted("PS256", salt, None if own else b"another text"), rsa())
    (change,) = cause.propose_recipe(start)
    assert verifies(change.recipe, start.key, start.token.signing_input, start.token.signature) == own
    assert list(cause.propose_recipe(start._replace(recipe=change.recipe))) == []


def test_other_paddings_are_left_alone() -> None:
    assert list(cause.propose_recipe(attempt(issued("RS256"), rsa()))) == []


def test_both_sides_at_fault() -> None:
    assert_explains(replace(example(), causes=(ID, "pem-pkcs1-vs-spki"), files={"key": pkcs1_pem(rsa())}))
