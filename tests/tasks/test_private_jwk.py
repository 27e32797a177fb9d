"""Private keys as JWKs, read back by another library."""

import json

import pytest
from cryptography.hazmat.primitives.asymmetric import ec as elliptic
from jwcrypto.jwk import JWK

from jwtriage.jose.keys import Key
from jwtriage.tasks.private_jwk import private_members
from tests.support.keys import ec, ed448, ed25519, private_pem, rsa

PAIRS = {"RSA": rsa(), "P-256": ec(), "P-521": ec("P-521"), "Ed25519": ed25519(), "Ed448": ed448()}


@pytest.mark.parametrize("name", PAIRS)
def test_another_library_reads_the_same_key(name: str) -> None:
    key = Key.from_private(PAIRS[name])
    read = JWK(**{**key.members, **private_members(key)})
    assert read.has_private
    assert read.export_to_pem(private_key=True, password=None) == private_pem(PAIRS[name])


def test_a_short_private_number_keeps_its_octets() -> None:
    """RFC 7518, section 6.2.2.1: d is as long as the order."""
    key = Key.from_private(elliptic.derive_private_key(7, elliptic.SECP256R1()))
    assert len(private_members(key)["d"]) == 43


def test_a_public_key_has_none() -> None:
    assert private_members(Key.from_public(ec().public_key())) == {}
    assert "d" not in json.dumps(sorted(Key.from_private(ec()).members))
