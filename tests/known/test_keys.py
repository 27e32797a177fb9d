"""Sample key pairs."""

import base64

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_private_key, load_pem_public_key

from jwtriage.jose.keys import Key
from jwtriage.known.keys import is_debugger_key, is_istio_placeholder, sample_key_name, sample_public_keys
from tests.support.keys import ec, rsa
from tests.support.vectors import FOLDER, read

DEBUGGER = [vector for vector in read("jwt-io/tokens.json")["vectors"] if vector.get("publicKey")]


@pytest.mark.parametrize("vector", DEBUGGER, ids=lambda vector: vector["alg"])
def test_the_keys_of_the_debugger_are_recognised(vector: dict[str, str]) -> None:
    key = Key.from_public(load_pem_public_key(vector["publicKey"].encode()))
    assert is_debugger_key(key)
    assert (sample_key_name(key) or "").startswith("jwt.io sample key")


def test_a_private_sample_key_counts_by_its_public_half() -> None:
    key = Key.from_private(load_pem_private_key((FOLDER / "golang-jwt/keys/ec256-private.pem").read_bytes(), None))
    assert sample_key_name(key) == "golang-jwt test key EC P-256"
    assert not is_debugger_key(key)


@pytest.mark.parametrize("key", [Key.from_public(rsa().public_key()), Key.from_public(ec().public_key()), Key.from_secret(b"secret")])
def test_other_keys_have_no_name(key: Key) -> None:
    assert sample_key_name(key) is None
    assert not is_debugger_key(key)


def test_every_sample_key_loads_has_its_own_name_and_no_private_half() -> None:
    samples = sample_public_keys()
    assert len(samples) == 27
    assert len({name for name, _ in samples}) == len({key.thumbprint for _, key in samples}) == len(samples)
    assert {key.kind for _, key in samples} == {"RSA", "EC", "OKP", "AKP"}
    assert not any(key.private for _, key in samples)
    assert all(sample_key_name(key) == name for name, key in samples)


def test_the_debugger_comes_first() -> None:
    kinds = [is_debugger_key(key) for _, key in sample_public_keys()]
    assert kinds == sorted(kinds, reverse=True)


def test_the_placeholder_of_istio_is_recognised() -> None:
    assert is_istio_placeholder(b"Error-IstiodFailedToFetchJwksUri-https://issuer.example/jwks.json")


@pytest.mark.parametrize("modulus", [b"", b"Error-", b" Error-IstiodFailedToFetchJwksUri", base64.b64encode(b"Error-IstiodFailedToFetchJwksUri")])
def test_other_moduli_are_no_placeholder(modulus: bytes) -> None:
    assert not is_istio_placeholder(modulus)
