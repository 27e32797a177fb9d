"""The verifier was given a private key."""

import json

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.pem import private_key_used_to_verify as cause
from tests.support.documents import given, is_read, jwk, jwks, number, proposals
from tests.support.example import Example, assert_explains, diagnose
from tests.support.keys import ec, ed25519, private_pem, public_pem, rsa, traditional_pem
from tests.support.tokens import CLAIMS, sign


def example() -> Example:
    """One file for issuer and verifier."""
    return given(private_pem(rsa()), "private-key-used-to-verify", name="jwt.key")


def test_example_is_proven() -> None:
    assert_explains(example())


def test_private_jwk() -> None:
    key = {**jwk(ec(), kid="a", key_ops=["sign"]), "d": number(ec().private_numbers().private_value, 32)}
    token = sign(CLAIMS, ec(), "ES256", {"kid": "a"})
    assert_explains(given(jwks(key), "private-key-used-to-verify", token=token, name="jwks.json"))


def test_a_candidate_may_be_private() -> None:
    """Near miss: the issuer's key file is not a verifier's; that it signed is no fault."""
    files = {"public.pem": public_pem(rsa("b")), "private.pem": private_pem(rsa())}
    token = sign(CLAIMS, rsa(), "RS256")
    report = diagnose(Example(token, files, ("--verifier", "public.pem", "--candidate", "private.pem"), ()))
    assert "private-key-used-to-verify" not in [found["id"] for found in report["causes"]]


@drawn(st.sampled_from([rsa(), ec(), ed25519()]), st.sampled_from(["pkcs8", "traditional", "openssh"]))
def test_every_container_is_reduced(key, form: str) -> None:
    openssh = key.private_bytes(Encoding.PEM, PrivateFormat.OpenSSH, NoEncryption())
    text = {"pkcs8": private_pem, "traditional": traditional_pem if key is not ed25519() else private_pem, "openssh": lambda _: openssh}[form](key)
    assert proposals(cause, text) == [public_pem(key)]


@pytest.mark.parametrize("other", [public_pem(rsa()), jwks(jwk(rsa())), json.dumps({"kty": "oct", "k": "c2VjcmV0", "d": "x"}).encode(), b""])
def test_other_texts_are_left_alone(other: bytes) -> None:
    assert proposals(cause, other) == []


def test_a_public_and_a_private_key_in_one_file() -> None:
    assert any(is_read(text, rsa()) for text in proposals(cause, public_pem(rsa("b")) + private_pem(rsa())))


def test_pairs() -> None:
    assert_explains(given(b"".join(private_pem(rsa()).splitlines()), "private-key-used-to-verify", "pem-lines-joined"))
    token = b"Bearer " + sign(CLAIMS, rsa(), "RS256")
    assert_explains(given(private_pem(rsa()), "bearer-prefix-or-wrapping", "private-key-used-to-verify", token=token))
