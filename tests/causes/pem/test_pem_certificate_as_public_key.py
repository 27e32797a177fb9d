"""An X.509 certificate stands where a public key is expected."""

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.pem import pem_certificate_as_public_key as cause
from tests.support.documents import certificate, certificate_pem, given, proposals
from tests.support.example import Example, assert_explains
from tests.support.keys import ec, public_pem, rsa
from tests.support.tokens import CLAIMS, sign


def example() -> Example:
    """The provider's certificate was downloaded."""
    return given(certificate_pem(rsa()), "pem-certificate-as-public-key")


def test_example_is_proven() -> None:
    assert_explains(example())


@drawn(st.lists(st.sampled_from([rsa(), rsa("b"), ec()]), min_size=1, max_size=4))
def test_every_certificate_of_a_chain(chain: list) -> None:
    """Each certificate's key is proposed, in the chain's order, whatever text stands between."""
    text = b"".join(b"subject=x\n" + certificate_pem(key) for key in chain)
    assert proposals(cause, text) == [public_pem(key) for key in chain]


def test_der() -> None:
    assert proposals(cause, certificate(rsa())) == [public_pem(rsa())]


@pytest.mark.parametrize("other", [public_pem(rsa()), b"".join(certificate_pem(rsa()).splitlines()), certificate_pem(rsa())[:400], b""])
def test_other_texts_are_left_alone(other: bytes) -> None:
    """Near misses: a public key; a certificate with a damaged layout, which comes first; half a certificate."""
    assert proposals(cause, other) == []


def test_pairs() -> None:
    escaped = certificate_pem(rsa()).replace(b"\n", rb"\n")
    assert_explains(given(escaped, "pem-literal-backslash-n", "pem-certificate-as-public-key"))
    token = b"Bearer " + sign(CLAIMS, rsa(), "RS256")
    assert_explains(given(certificate_pem(rsa()), "bearer-prefix-or-wrapping", "pem-certificate-as-public-key", token=token))
