"""The signing input was hashed twice."""

from dataclasses import replace
from hashlib import new

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.algorithm import kms_double_hash as cause
from tests.support.example import Example, assert_explains
from tests.support.keys import public_pem
from tests.support.token_faults import SECRET, attempt, found, head, issued, received, signed_over, signer, with_signature
from tests.support.tokens import HASHES

ID = "kms-double-hash"


def digest(alg: str) -> bytes:
    """Hash the signing input once."""
    return new(f"sha{alg[2:]}", head(alg)).digest()


def example() -> Example:
    """A digest that was sent to a KMS as if it were the message."""
    return received(signed_over(digest("RS256"), "RS256"), ID, alg="RS256")


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("alg", ["HS256", "HS512", "RS512", "PS256", "ES256", "ES384", "ES512"])
def test_algorithms(alg: str) -> None:
    assert_explains(received(signed_over(digest(alg), alg), ID, alg=alg))


def test_a_hash_in_hexadecimal_is_another_cause() -> None:
    """Near miss: the digest was signed as text."""
    assert found(received(signed_over(digest("HS256").hex().encode()))) == ["signing-input-wrong"]


@drawn(st.sampled_from(["HS256", "RS256", "PS512", "ES256"]))
def test_once_more_and_no_oftener(alg: str) -> None:
    start = attempt(issued(alg), None if alg == "HS256" else signer(alg))
    (change,) = cause.propose_recipe(start)
    assert change.recipe == start.recipe._replace(twice=True)
    assert list(cause.propose_recipe(start._replace(recipe=change.recipe))) == []


def test_edwards_curves_hash_inside() -> None:
    assert list(cause.propose_recipe(attempt(issued("EdDSA"), signer("EdDSA")))) == []


def test_with_der() -> None:
    """A pair within the family, as a KMS answers."""
    signature = signer("ES256").sign(digest("ES256"), ECDSA(HASHES["256"]))
    assert_explains(received(with_signature(signature, "ES256"), "ecdsa-der-signature", ID, alg="ES256"))


def test_both_sides_at_fault() -> None:
    assert_explains(replace(example(), causes=(ID, "pem-literal-backslash-n"), files={"key": public_pem(signer("RS256")).replace(b"\n", rb"\n")}))
    assert_explains(replace(received(signed_over(digest("HS256")), ID, "secret-trailing-newline"), files={"key": SECRET + b"\n"}))
