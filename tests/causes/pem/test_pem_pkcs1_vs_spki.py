"""The public key is in another container than the verifier reads."""

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.pem import pem_pkcs1_vs_spki as cause
from tests.support.documents import given, pkcs1_pem, proposals
from tests.support.example import Example, assert_explains
from tests.support.keys import ec, ed25519, public_pem, rsa, traditional_pem
from tests.support.tokens import CLAIMS, sign


def example() -> Example:
    """``RSA PUBLIC KEY`` for a reader of ``PUBLIC KEY``."""
    return given(pkcs1_pem(rsa()), "pem-pkcs1-vs-spki")


def test_example_is_proven() -> None:
    assert_explains(example())


@drawn(st.sampled_from([rsa(), rsa("b"), rsa("short", 1024)]), st.sampled_from([b"\n", b"\r\n"]))
def test_any_key_is_rewritten(key, end: bytes) -> None:
    assert proposals(cause, pkcs1_pem(key).replace(b"\n", end)) == [public_pem(key)]


@pytest.mark.parametrize("key", [rsa(), ec(), ed25519()])
def test_openssh_line(key) -> None:
    line = key.public_key().public_bytes(Encoding.OpenSSH, PublicFormat.OpenSSH) + b" me@host\n"
    assert proposals(cause, line) == [public_pem(key)]


@pytest.mark.parametrize("other", [public_pem(rsa()), pkcs1_pem(rsa()).replace(b"RSA ", b""), traditional_pem(rsa()), b"ssh-rsa x", b""])
def test_other_texts_are_left_alone(other: bytes) -> None:
    """Near misses: SPKI, a wrong label, a private key in PKCS#1."""
    assert proposals(cause, other) == []


def test_pairs() -> None:
    assert_explains(given(b"".join(pkcs1_pem(rsa()).splitlines()), "pem-pkcs1-vs-spki", "pem-lines-joined"))
    token = b"Bearer " + sign(CLAIMS, rsa(), "RS256")
    assert_explains(given(pkcs1_pem(rsa()), "bearer-prefix-or-wrapping", "pem-pkcs1-vs-spki", token=token))
