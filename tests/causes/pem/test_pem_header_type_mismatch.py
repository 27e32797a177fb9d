"""The PEM's label does not say what is inside."""

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.pem import pem_header_type_mismatch as cause
from jwtriage.forensics.pem import LABELS
from tests.support.documents import certificate_pem, given, pkcs1_pem, proposals
from tests.support.example import Example, assert_explains
from tests.support.keys import ec, private_pem, public_pem, rsa, traditional_pem
from tests.support.tokens import CLAIMS, sign

SOUND = {
    "PUBLIC KEY": public_pem(rsa()),
    "PRIVATE KEY": private_pem(ec()),
    "RSA PRIVATE KEY": traditional_pem(rsa()),
    "EC PRIVATE KEY": traditional_pem(ec()),
    "CERTIFICATE": certificate_pem(rsa()),
}


def example() -> Example:
    """SPKI under ``RSA PUBLIC KEY``."""
    return given(public_pem(rsa()).replace(b"PUBLIC", b"RSA PUBLIC"), "pem-header-type-mismatch")


def test_example_is_proven() -> None:
    assert_explains(example())


def test_pkcs1_under_public_key() -> None:
    """The other way round it is one fault as well: the label promises SPKI."""
    assert_explains(given(pkcs1_pem(rsa()).replace(b"RSA PUBLIC", b"PUBLIC"), "pem-header-type-mismatch"))


@drawn(st.sampled_from(list(SOUND)), st.sampled_from(list(LABELS.values())))
def test_any_label_is_put_right(label: str, wrong: str) -> None:
    damaged = SOUND[label].replace(label.encode(), wrong.encode())
    assert proposals(cause, damaged) == ([] if wrong == label else [SOUND[label]])


@pytest.mark.parametrize("other", [pkcs1_pem(rsa()), public_pem(rsa()), certificate_pem(rsa()).replace(b"CERT", b"X509 CERT"), b""])
def test_other_texts_are_left_alone(other: bytes) -> None:
    """Near misses: PKCS#1 under its own label, an old name for the same label."""
    assert proposals(cause, other) == []


def test_pairs() -> None:
    relabelled = private_pem(rsa()).replace(b"PRIVATE", b"RSA PRIVATE")
    assert_explains(given(relabelled, "private-key-used-to-verify", "pem-header-type-mismatch"))
    token = b"Bearer " + sign(CLAIMS, rsa(), "RS256")
    assert_explains(given(example().files["public.pem"], "bearer-prefix-or-wrapping", "pem-header-type-mismatch", token=token))
