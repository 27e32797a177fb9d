"""The RSA signature was made with another hash or padding than the header says."""

from dataclasses import replace
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.padding import MGF1, PSS, PKCS1v15
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.algorithm import alg_label_lies_rsa as cause
from tests.support.documents import pkcs1_pem
from tests.support.example import Example, assert_explains
from tests.support.keys import rsa
from tests.support.token_faults import attempt, found, head, received, with_signature
from tests.support.tokens import HASHES

ID = "alg-label-lies-rsa"
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512")


def lying(alg: str, real: str, salt: int | None = None) -> bytes:
    """Return a token under one name, signed as another."""
    function = HASHES[real[2:]]
    padding = PKCS1v15() if real.startswith("RS") else PSS(MGF1(function), PSS.DIGEST_LENGTH if salt is None else salt)
    return with_signature(rsa().sign(head(alg), padding, function), alg)


def example() -> Example:
    """SHA-512 under RS256."""
    return received(lying("RS256", "RS512"), ID, alg="RS256")


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("alg", ALGORITHMS)
@pytest.mark.parametrize("real", ALGORITHMS)
def test_every_pair_of_names(alg: str, real: str) -> None:
    if alg != real:
        assert_explains(received(lying(alg, real), ID, alg="RS256"))


@pytest.mark.parametrize("salt", [0, 20, 222])
def test_pss_of_any_salt_under_rs256(salt: int) -> None:
    """The default of a KMS or of Vault."""
    assert_explains(received(lying("RS256", "PS256", salt), ID, alg="RS256"))


def test_a_salt_of_another_length_is_another_cause() -> None:
    """Near miss: PSS was promised, and the hash is right."""
    assert found(received(lying("PS256", "PS256", 222), alg="PS256")) == ["pss-salt-length"]


@drawn(st.sampled_from(ALGORITHMS))
def test_one_lie_at_a_time(alg: str) -> None:
    """Every other way is proposed once, and none on top of another."""
    start = attempt(lying(alg, alg), rsa())
    recipes = [change.recipe for change in cause.propose_recipe(start)]
    assert start.recipe not in recipes
    assert {recipe.family for recipe in recipes} == {"RSA", "PSS"}
    assert not any(list(cause.propose_recipe(start._replace(recipe=recipe))) for recipe in recipes)


def test_both_sides_at_fault() -> None:
    """A pair: the verifier's PEM is PKCS#1."""
    assert_explains(replace(example(), causes=(ID, "pem-pkcs1-vs-spki"), files={"key": pkcs1_pem(rsa())}))


@pytest.mark.parametrize("write", [lambda digest: digest.digest(), lambda digest: digest.hexdigest().encode()], ids=["octets", "figures"])
def test_a_digest_that_was_encrypted_with_the_private_key(write) -> None:
    """The padding holds the bare digest: the signer called another function than the one that signs."""
    numbers, content = rsa().private_numbers(), write(sha256(head("RS256")))
    block = b"\0\1" + b"\xff" * (253 - len(content)) + b"\0" + content
    octets = pow(int.from_bytes(block), numbers.d, numbers.public_numbers.n).to_bytes(256)
    assert_explains(received(with_signature(octets, "RS256"), ID, alg="RS256"))
