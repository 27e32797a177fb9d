"""Tokens of our own are as good as those of others."""

import pytest
from joserfc import jws
from joserfc.jwk import JWKRegistry

from jwtriage.jose import verify
from jwtriage.jose.algorithms import ALGORITHMS
from jwtriage.tasks.keys_generate import generate
from jwtriage.tasks.minting import mint, with_signature

FOREIGN = ("HS256", "HS512", "RS256", "PS384", "ES256", "ES512", "Ed25519")


@pytest.mark.parametrize("alg", ALGORITHMS)
def test_what_is_minted_verifies(alg):
    key = generate(alg, "jwk", "", 2048).key
    assert verify(mint({"alg": alg}, {"sub": "a"}, key), key, [alg])


@pytest.mark.parametrize("alg", FOREIGN)
def test_another_library_agrees(alg):
    key = generate(alg, "jwk", "", 2048).key
    foreign = JWKRegistry.import_key(key.members)
    assert jws.deserialize_compact(mint({"alg": alg}, {"sub": "a"}, key), foreign, [alg]).payload == b'{"sub":"a"}'


def test_the_header_may_say_something_else_than_how_it_is_signed():
    key = generate("HS512", "jwk", "", 2048).key
    token = mint({"alg": "none"}, {}, key, "HS512")
    assert not verify(token, key, ["HS512"])
    assert token.startswith(b"eyJhbGciOiJub25lIn0.e30.")


def test_a_signature_may_be_anything():
    assert with_signature(b"a.b", b"\xff") == b"a.b._w"
