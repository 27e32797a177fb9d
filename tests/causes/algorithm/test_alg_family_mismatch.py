"""The verifier expects another family of algorithms than the token's."""

from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.algorithm import alg_family_mismatch as cause
from tests.support.example import Example, assert_explains, diagnose
from tests.support.keys import public_pem, rsa
from tests.support.token_faults import SECRET, found, issued, received, signs

ID = "alg-family-mismatch"


def example() -> Example:
    """A token of a client whose default is RS256, before a verifier that was told HS256."""
    return received(issued("RS256"), ID, alg="RS256", more=("--alg", "HS256"))


def test_example_is_proven() -> None:
    """The key is right, and the verifier's list stands in the way."""
    assert_explains(example())


@pytest.mark.parametrize(("alg", "accepted"), [("RS256", "RS512"), ("PS256", "RS256"), ("HS256", "HS512"), ("ES256", "RS256")])
def test_lists(alg: str, accepted: str) -> None:
    assert_explains(received(issued(alg), ID, alg=alg, more=("--alg", accepted)))


@pytest.mark.parametrize(("alg", "held"), [("RS256", "HS256"), ("HS256", "RS256"), ("ES256", "RS256"), ("EdDSA", "HS256")])
def test_a_key_of_another_kind_is_likely(alg: str, held: str) -> None:
    """Whether the verifier held the wrong key or the issuer used the wrong one, nothing verifies."""
    assert_explains(received(issued(alg), ID, alg=held, certainty="likely"))


@pytest.mark.parametrize(("alg", "held"), [("RS256", "HS256"), ("HS256", "RS256")])
def test_the_right_key_lies_beside_it(alg: str, held: str) -> None:
    other = SECRET if alg == "HS256" else public_pem(rsa())
    assert_explains(received(issued(alg), ID, alg=held, files={"other": other}, more=("--candidate", "other")))


@pytest.mark.parametrize("alg", ["HS256", "RS256", "ES256", "EdDSA"])
def test_the_same_algorithm_is_valid(alg: str) -> None:
    assert diagnose(received(issued(alg), alg=alg, more=("--alg", alg)))["verdict"] == "valid"


def test_an_unknown_key_of_the_same_kind_is_not_accused() -> None:
    """Near miss: both sides say RS256, another key signed."""
    example_ = received(issued("RS256"), alg="RS256")
    assert found(replace(example_, files={"key": public_pem(rsa("b"))})) == []


@drawn(st.sampled_from(["HS256", "RS256", "ES256", "EdDSA"]), st.lists(st.sampled_from(["HS256", "RS256", "ES256", "PS256"]), max_size=3))
def test_any_list(alg: str, accepted: list[str]) -> None:
    assert signs(cause, issued(alg), algorithms=tuple(accepted)) == (["likely"] if accepted and alg not in accepted else [])


def test_both_sides_at_fault() -> None:
    """A pair: the list is wrong, and the secret has a newline."""
    example_ = received(issued(), ID, "secret-trailing-newline", more=("--alg", "HS512"))
    assert_explains(replace(example_, files={"key": SECRET + b"\n"}))
