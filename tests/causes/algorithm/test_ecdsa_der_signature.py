"""The ECDSA signature is in DER instead of r and s side by side."""

from base64 import b64encode
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.algorithm import ecdsa_der_signature as cause
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from tests.support.documents import jwk, jwks
from tests.support.example import Example, assert_explains
from tests.support.keys import public_pem
from tests.support.token_faults import found, head, issued, received, signer, texts, with_signature
from tests.support.tokens import HASHES

ID = "ecdsa-der-signature"


def der(alg: str = "ES256", **headers) -> bytes:
    """Sign without converting the result."""
    return with_signature(signer(alg).sign(head(alg, **headers), ECDSA(HASHES[alg[2:]])), alg, **headers)


def example() -> Example:
    """The output of a KMS as the third segment."""
    return received(der(), ID, alg="ES256")


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("alg", ["ES256", "ES384", "ES512"])
def test_curves_and_sets(alg: str) -> None:
    assert_explains(received(der(alg), ID, alg=alg))
    assert_explains(Example(der(alg, kid="a"), {"jwks.json": jwks(jwk(signer(alg), kid="a"))}, ("--verifier", "jwks.json"), (ID,)))


def test_the_rest_of_a_buffer() -> None:
    """A buffer of fixed size, filled up with zeros."""
    padded = signer("ES256").sign(head("ES256"), ECDSA(HASHES["256"])).ljust(72, b"\0")
    assert_explains(received(with_signature(padded, "ES256"), ID, alg="ES256"))


def test_a_raw_signature_that_begins_like_der() -> None:
    """Near miss: r may begin with 0x30 as well; the token is valid."""
    token = next(token for token in (issued("ES256", jti=number) for number in range(9999)) if TokenText.read(token).signature[0] == 0x30)
    assert found(received(token, alg="ES256")) == []
    assert texts(cause, token) == []


def test_in_standard_base64_as_well() -> None:
    """A pair: OpenSSL's output went through plain base64."""
    signatures = (b64encode(signer("ES256").sign(head("ES256"), ECDSA(HASHES["256"]))) for _ in range(999))
    standard = next(signature for signature in signatures if b"+" in signature)
    assert_explains(received(head("ES256") + b"." + standard, "segments-standard-base64", ID, alg="ES256"))


@drawn(st.integers(1, 2**256 - 1), st.integers(1, 2**256 - 1))
def test_any_numbers(r: int, s: int) -> None:
    token = TokenText.read(with_signature(encode_dss_signature(r, s), "ES256"))
    signatures = [change.token.signature for change in cause.propose_token(token, Case(token.text))]
    assert signatures[0] == r.to_bytes(32) + s.to_bytes(32)


@drawn(st.binary(max_size=80))
def test_other_octets_are_left_alone(octets: bytes) -> None:
    """Damaged DER raises nothing; HMAC and RSA tokens have none."""
    list(cause.propose_token(TokenText.read(with_signature(b"\x30" + octets, "ES256")), Case(b"")))
    assert texts(cause, with_signature(encode_dss_signature(1, 1), "HS256")) == []


def test_both_sides_at_fault() -> None:
    """A pair: the verifier's PEM is on one line."""
    files = {"key": public_pem(signer("ES256")).replace(b"\n", rb"\n")}
    assert_explains(replace(example(), causes=(ID, "pem-literal-backslash-n"), files=files))
