"""The signature is the raw output of Vault's transit engine."""

from base64 import b64encode
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.algorithm import vault_transit_signature_format as cause
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from tests.support.example import Example, assert_explains
from tests.support.keys import public_pem
from tests.support.token_faults import head, issued, received, signer, texts
from tests.support.tokens import HASHES, segment, signature_of

ID = "vault-transit-signature-format"


def answer(octets: bytes, version: int = 1) -> bytes:
    """Write a signature as Vault answers."""
    return b"vault:v%d:" % version + b64encode(octets)


def der(alg: str) -> bytes:
    """Sign as the transit engine does by default for EC keys."""
    return signer(alg).sign(head(alg), ECDSA(HASHES[alg[2:]]))


def example() -> Example:
    """`transit/sign` without options."""
    return received(head("ES256") + b"." + segment(answer(der("ES256"))), ID, alg="ES256")


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("alg", ["ES256", "ES384", "ES512"])
@pytest.mark.parametrize("encode", [bytes, segment])
def test_der(alg: str, encode) -> None:
    """As the third segment itself, or encoded once more."""
    assert_explains(received(head(alg) + b"." + encode(answer(der(alg), 12)), ID, alg=alg))


@pytest.mark.parametrize("alg", ["HS256", "RS256", "ES256", "EdDSA"])
def test_other_keys_and_the_jws_form(alg: str) -> None:
    octets = signature_of(head(alg), signer(alg), alg)
    assert_explains(received(head(alg) + b"." + answer(octets), ID, alg=alg))
    assert_explains(received(head(alg) + b".vault:v3:" + segment(octets), ID, alg=alg))


def test_with_the_default_padding_of_rsa() -> None:
    """A pair within the family: PSS under RS256."""
    octets = signature_of(head("RS256"), signer("RS256"), "PS256")
    assert_explains(received(head("RS256") + b"." + answer(octets), ID, "alg-label-lies-rsa", alg="RS256"))


@drawn(st.binary(min_size=1, max_size=80), st.integers(0, 10**6))
def test_any_answer(octets: bytes, version: int) -> None:
    token = TokenText.read(head() + b"." + answer(octets, version))
    assert octets in [change.token.signature for change in cause.propose_token(token, Case(token.text))]


@pytest.mark.parametrize("third", [b"vault:v:AAAA", b"vault:vx:AAAA", b"vault:v1:A", b"v1:AAAA", b"", b"AAAA"])
def test_other_segments_are_left_alone(third: bytes) -> None:
    """Near miss: no version, no base64, no prefix."""
    assert texts(cause, head() + b"." + third) == []
    assert texts(cause, issued()) == []


def test_both_sides_at_fault() -> None:
    files = {"key": public_pem(signer("ES256")).replace(b"\n", rb"\n")}
    assert_explains(replace(example(), causes=(ID, "pem-literal-backslash-n"), files=files))
