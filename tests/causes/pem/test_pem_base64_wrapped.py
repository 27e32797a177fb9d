"""The whole PEM is base64-encoded once more."""

from base64 import b64encode, encodebytes, urlsafe_b64encode

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.pem import pem_base64_wrapped as cause
from tests.support.documents import certificate_pem, given, jwk, jwks, pem_lines, proposals
from tests.support.example import Example, assert_explains, diagnose
from tests.support.keys import private_pem, public_pem, rsa
from tests.support.tokens import CLAIMS, sign

MANIFEST = b"apiVersion: v1\nkind: Secret\nmetadata:\n  name: auth\n%s:\n  key: %s\n"


def example() -> Example:
    """A variable that one service decodes and the other does not."""
    return given(b64encode(public_pem(rsa())), "pem-base64-wrapped")


def test_example_is_proven() -> None:
    assert_explains(example())


def test_under_string_data_of_a_manifest() -> None:
    """In ``stringData`` base64 is text; under ``data`` it would be right."""
    wrapped = b64encode(public_pem(rsa()))
    arguments, token = ("--verifier", "secret.yaml#auth/key"), sign(CLAIMS, rsa(), "RS256")
    assert_explains(Example(token, {"secret.yaml": MANIFEST % (b"stringData", wrapped)}, arguments, ("pem-base64-wrapped",)))
    assert diagnose(Example(token, {"secret.yaml": MANIFEST % (b"data", wrapped)}, arguments, ()))["verdict"] == "valid"


@drawn(st.sampled_from([b64encode, encodebytes, urlsafe_b64encode]), st.sampled_from([public_pem(rsa()), certificate_pem(rsa()), jwks(jwk(rsa()))]))
def test_every_encoder_is_undone(encode, document: bytes) -> None:
    assert proposals(cause, encode(document)) == [document]
    assert encode(document) in proposals(cause, b64encode(encode(document)))


@pytest.mark.parametrize("other", [public_pem(rsa()), b"".join(pem_lines()[1:-1]), b64encode(bytes(range(64))), b"", b"=" * 80, jwks(jwk(rsa()))])
def test_other_texts_are_left_alone(other: bytes) -> None:
    """Near misses: a PEM, the bare base64 of DER, base64 of something else."""
    assert proposals(cause, other) == []


def test_with_another_fault_of_the_key() -> None:
    assert_explains(given(b64encode(private_pem(rsa())), "pem-base64-wrapped", "private-key-used-to-verify"))


def test_with_a_fault_of_another_family() -> None:
    token = sign(CLAIMS, rsa(), "RS256") + b"\n\n"
    assert_explains(given(b64encode(public_pem(rsa())), "token-trailing-newline", "pem-base64-wrapped", token=token))
