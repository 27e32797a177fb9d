import hmac
from hashlib import new

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, x25519
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.forensics.recipe import ANY_SALT, HASHES, Recipe, der_signature, kind_for, recipe_for, verifies
from jwtriage.jose.algorithms import ALGORITHMS
from jwtriage.jose.keys import Key
from jwtriage.jose.ml_dsa import PRIVATE_KEYS
from tests.support import keys
from tests.support.tokens import signature_of

TEXT = b"header.payload"
MAC_HASHES = sorted(HASHES)
PRIVATE = {
    "RS256": keys.rsa,
    "RS384": keys.rsa,
    "RS512": keys.rsa,
    "PS256": keys.rsa,
    "PS384": keys.rsa,
    "PS512": keys.rsa,
    "ES256": keys.ec,
    "ES384": lambda: keys.ec("P-384"),
    "ES512": lambda: keys.ec("P-521"),
    "ES256K": lambda: keys.ec("secp256k1"),
    "EdDSA": keys.ed25519,
    "Ed25519": keys.ed25519,
    "Ed448": keys.ed448,
}


def public(private):
    return Key.from_public(private.public_key())


@pytest.mark.parametrize("alg", PRIVATE)
def test_recipe_of_an_algorithm_verifies_its_signatures(alg):
    private = PRIVATE[alg]()
    signature = signature_of(TEXT, private, alg)
    assert verifies(recipe_for(alg), public(private), TEXT, signature)
    assert verifies(recipe_for(alg), Key.from_private(private), TEXT, signature)
    assert not verifies(recipe_for(alg), public(private), TEXT + b"x", signature)
    assert not verifies(recipe_for(alg), public(private), TEXT, signature[:-1])
    assert not verifies(recipe_for(alg), public(private), TEXT, signature + b"\0")
    assert not verifies(recipe_for(alg), public(private), TEXT, b"")


@pytest.mark.parametrize("alg", sorted(PRIVATE_KEYS))
def test_ml_dsa(alg):
    private = PRIVATE_KEYS[alg].generate()
    signature = private.sign(TEXT)
    assert verifies(recipe_for(alg), public(private), TEXT, signature)
    assert verifies(Recipe("ML-DSA"), public(private), TEXT, signature)
    assert not verifies(Recipe("ML-DSA", curve="ML-DSA-other"), public(private), TEXT, signature)
    assert not verifies(recipe_for(alg), public(private), b"", signature)


@pytest.mark.parametrize("name", MAC_HASHES)
@pytest.mark.parametrize("secret", [b"", b"secret", b"s" * 200])
def test_hmac_with_every_hash(name, secret):
    key, signature = Key.from_secret(secret), hmac.digest(secret, TEXT, name)
    assert verifies(Recipe("HMAC", name), key, TEXT, signature)
    assert not verifies(Recipe("HMAC", name), Key.from_secret(secret + b"x"), TEXT, signature)
    assert not verifies(Recipe("HMAC", name), key, TEXT, signature[:-1])


def test_every_algorithm_has_a_recipe_of_its_kind():
    assert all(kind_for(recipe_for(name)) == row.kind for name, row in ALGORITHMS.items())
    assert recipe_for("HS257") is None
    assert recipe_for("hs256") is None


def test_algorithms_of_one_curve_name_it():
    assert recipe_for("ES256").curve == "P-256"
    assert recipe_for("EdDSA").curve == ""


@pytest.mark.parametrize("other", ["sha1", "sha384", "sha512"])
def test_rsa_with_another_hash(other):
    private = keys.rsa()
    signature = private.sign(TEXT, padding.PKCS1v15(), HASHES[other])
    assert verifies(Recipe("RSA", other), public(private), TEXT, signature)
    assert not verifies(Recipe("RSA", "sha256"), public(private), TEXT, signature)
    assert not verifies(Recipe("PSS", other), public(private), TEXT, signature)


@pytest.mark.parametrize("length", [0, 20, 222])
def test_salt_of_another_length(length):
    private = keys.rsa()
    signature = private.sign(TEXT, padding.PSS(padding.MGF1(hashes.SHA256()), length), hashes.SHA256())
    assert verifies(Recipe("PSS", "sha256", salt=length), public(private), TEXT, signature)
    assert verifies(Recipe("PSS", "sha256", salt=ANY_SALT), public(private), TEXT, signature)
    assert not verifies(Recipe("PSS", "sha256"), public(private), TEXT, signature)
    assert not verifies(Recipe("PSS", "sha256", salt=length + 1), public(private), TEXT, signature)


def test_mask_generation_with_another_hash():
    private = keys.rsa()
    signature = private.sign(TEXT, padding.PSS(padding.MGF1(hashes.SHA1()), 32), hashes.SHA256())
    assert verifies(Recipe("PSS", "sha256", mgf="sha1"), public(private), TEXT, signature)
    assert not verifies(Recipe("PSS", "sha256"), public(private), TEXT, signature)


@pytest.mark.parametrize("alg", ["RS256", "PS256", "ES256"])
def test_digest_hashed_twice(alg):
    private = PRIVATE[alg]()
    signature = signature_of(new("sha256", TEXT).digest(), private, alg)
    assert verifies(recipe_for(alg)._replace(twice=True), public(private), TEXT, signature)
    assert not verifies(recipe_for(alg), public(private), TEXT, signature)


def test_signature_in_der():
    private = keys.ec()
    der = private.sign(TEXT, ec.ECDSA(hashes.SHA256()))
    assert verifies(Recipe("ECDSA", "sha256", der=True), public(private), TEXT, der)
    assert not verifies(Recipe("ECDSA", "sha256"), public(private), TEXT, der)
    raw = b"".join(number.to_bytes(32, "big") for number in decode_dss_signature(der))
    assert not verifies(Recipe("ECDSA", "sha256", der=True), public(private), TEXT, raw)
    assert der_signature(raw, 32) == der


def test_signature_of_another_curve_needs_a_recipe_without_curve():
    private = keys.ec("secp256k1")
    signature = signature_of(TEXT, private, "ES256K")
    assert not verifies(recipe_for("ES256"), public(private), TEXT, signature)
    assert verifies(Recipe("ECDSA", "sha256"), public(private), TEXT, signature)


def test_edwards_curve_is_bound_where_the_algorithm_names_it():
    signature = signature_of(TEXT, keys.ed25519(), "EdDSA")
    assert not verifies(recipe_for("Ed448"), public(keys.ed25519()), TEXT, signature)


@pytest.mark.parametrize("length", [0, 63, 65, 70])
def test_der_needs_two_numbers_of_full_size(length):
    with pytest.raises(ValueError):
        der_signature(bytes(length), 32)


def every_key():
    exchange = Key.from_public(x25519.X25519PrivateKey.generate().public_key())
    return [Key.from_secret(b"secret"), *(public(make()) for make in (keys.rsa, keys.ec, keys.ed25519, keys.ed448)), exchange]


FAMILIES = ["HMAC", "RSA", "PSS", "ECDSA", "EdDSA", "ML-DSA", "none"]


@given(
    st.sampled_from(FAMILIES),
    st.sampled_from([*HASHES, "", "sha999"]),
    st.sampled_from([None, -1, -2, 0, 32, 10**30]),
    st.booleans(),
    st.booleans(),
    st.binary(max_size=300),
)
def test_no_recipe_raises_or_accepts_noise(family, name, salt, twice, der, signature):
    recipe = Recipe(family, name, salt=salt, twice=twice, der=der, mgf="sha1" if der else "")
    assert not any(verifies(recipe, key, TEXT, signature) for key in every_key())


def test_unsigned_token_is_verified_by_no_key():
    assert not any(verifies(recipe_for("none"), key, TEXT, b"") for key in every_key())
