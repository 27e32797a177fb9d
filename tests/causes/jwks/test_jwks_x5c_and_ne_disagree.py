"""The JWK's certificate and its numbers are different keys."""

from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.jwks import jwks_x5c_and_ne_disagree as cause
from tests.support.documents import certificate_text, given_set, is_read, jwk, jwks, proposals
from tests.support.example import Example, assert_explains, diagnose
from tests.support.keys import ec, rsa


def disagreeing(numbers, certified, **members) -> dict:
    """Write the numbers of one key and the certificate of another."""
    return jwk(numbers, x5c=[certificate_text(certified)], **members)


def example() -> Example:
    """The certificate was renewed with a new key, the numbers stayed; the issuer signs with the new one."""
    return given_set(disagreeing(rsa("b"), rsa(), kid="a"), causes=("jwks-x5c-and-ne-disagree",), kid="a")


def test_example_is_proven() -> None:
    assert_explains(example())


def test_the_key_of_the_numbers_signs() -> None:
    assert_explains(given_set(disagreeing(rsa(), rsa("b"), kid="a"), causes=("jwks-x5c-and-ne-disagree",), kid="a"))


def test_they_agree() -> None:
    """Near miss: a set as it should be."""
    assert diagnose(given_set(disagreeing(rsa(), rsa(), kid="a"), causes=(), kid="a"))["verdict"] == "valid"


@drawn(st.sampled_from([rsa(), rsa("b"), ec()]), st.sampled_from([rsa(), rsa("b"), ec()]))
def test_both_are_believed_in_turn(numbers, certified) -> None:
    texts = proposals(cause, jwks(disagreeing(numbers, certified)))
    expected = [] if numbers is certified else [True, True]
    assert [is_read(text, key) for text, key in zip(texts, (certified, numbers), strict=False)] == expected


@pytest.mark.parametrize("chain", [[], ["AAAA"], "x", [7], None])
def test_no_certificate_to_read(chain) -> None:
    assert proposals(cause, jwks(jwk(rsa(), x5c=chain))) == []


def test_with_a_fault_of_another_family() -> None:
    causes = ("bearer-prefix-or-wrapping", "jwks-x5c-and-ne-disagree")
    assert_explains(replace(example(), token=b"Bearer " + example().token, causes=causes))
