"""The PEM's BEGIN or END line is missing or damaged."""

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.pem import pem_header_missing_or_damaged as cause
from tests.support.documents import certificate_pem, given, is_read, pem_lines, pkcs1_pem, proposals
from tests.support.example import Example, assert_explains
from tests.support.keys import ec, public_der, public_pem, rsa
from tests.support.tokens import CLAIMS, sign

PEM = public_pem(rsa())
BODY = pem_lines()[1:-1]
DAMAGED = [
    b"".join(BODY),
    b"\n".join(BODY),
    b"\r\n".join(BODY) + b"\r\n",
    PEM.replace(b"-----", b"----"),
    PEM.replace(b"-----BEGIN", b"----BEGIN"),
    PEM.replace(b"-----", b""),
    PEM.replace(b"-----", b"\xe2\x80\x94\xe2\x80\x93"),
    PEM.replace(b"BEGIN PUBLIC KEY", b"Begin Public Key"),
    PEM.replace(b"-----BEGIN PUBLIC KEY-----", b"----- BEGIN PUBLIC KEY -----"),
    PEM.replace(b"BEGIN PUBLIC", b"BEGN PUBLIC"),
    PEM.replace(b"END PUBLIC KEY", b"END CERTIFICATE"),
    PEM.partition(b"-----END")[0],
    PEM.partition(b"KEY-----\n")[2],
    public_der(rsa()),
    b"The key of the realm:\n" + PEM + b"Do not share.\n",
]


def example() -> Example:
    """Bare base64, copied from an administration page."""
    return given(b"".join(BODY), "pem-header-missing-or-damaged")


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("damaged", DAMAGED)
def test_each_damage_is_undone(damaged: bytes) -> None:
    assert any(is_read(text, rsa()) for text in proposals(cause, damaged))


@drawn(st.integers(0, 8), st.integers(0, 8), st.sampled_from([rsa(), ec()]))
def test_any_number_of_hyphens(before: int, after: int, key) -> None:
    damaged = public_pem(key).replace(b"-----BEGIN", b"-" * before + b"BEGIN").replace(b"KEY-----\nM", b"KEY" + b"-" * after + b"\nM")
    assert (before, after) == (5, 5) or any(is_read(text, key) for text in proposals(cause, damaged))


@pytest.mark.parametrize("other", [PEM, b"", b"\x30\x82", b"hello", b'"' + b"".join(BODY) + b'"', b" " + b"".join(BODY), b'"' + PEM.strip() + b'"'])
def test_other_texts_are_left_alone(other: bytes) -> None:
    """Near misses: a sound PEM; quotes and blanks are other causes'."""
    assert not any(is_read(text, rsa()) for text in proposals(cause, other))


def test_the_label_that_is_there_stays() -> None:
    """Only hyphens are lost: the label is not judged here."""
    assert proposals(cause, pkcs1_pem(rsa()).replace(b"-----", b"---")) == [pkcs1_pem(rsa())]


def test_pairs() -> None:
    assert_explains(given(b"".join(certificate_pem(rsa()).splitlines()[1:-1]), "pem-certificate-as-public-key", "pem-header-missing-or-damaged"))
    token = b"Bearer " + sign(CLAIMS, rsa(), "RS256")
    assert_explains(given(b"".join(BODY), "bearer-prefix-or-wrapping", "pem-header-missing-or-damaged", token=token))
