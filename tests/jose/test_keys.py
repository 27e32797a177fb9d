import pickle

import pytest
from cryptography.hazmat.primitives.asymmetric import dsa, ec, x448, x25519

from jwtriage.jose import Key, KeyLoadError
from jwtriage.jose.ml_dsa import PRIVATE_KEYS
from tests.support import keys

MADE = [
    pytest.param(lambda: Key.from_private(keys.rsa()), "RSA", None, 2048, id="RSA"),
    pytest.param(lambda: Key.from_private(keys.ec("P-256")), "EC", "P-256", 256, id="P-256"),
    pytest.param(lambda: Key.from_private(keys.ec("P-521")), "EC", "P-521", 521, id="P-521"),
    pytest.param(lambda: Key.from_private(keys.ec("secp256k1")), "EC", "secp256k1", 256, id="secp256k1"),
    pytest.param(lambda: Key.from_private(ec.generate_private_key(ec.BrainpoolP256R1())), "EC", "brainpoolP256r1", 256, id="Brainpool"),
    pytest.param(lambda: Key.from_private(keys.ed25519()), "OKP", "Ed25519", 256, id="Ed25519"),
    pytest.param(lambda: Key.from_private(keys.ed448()), "OKP", "Ed448", 456, id="Ed448"),
    pytest.param(lambda: Key.from_private(x25519.X25519PrivateKey.generate()), "OKP", "X25519", 256, id="X25519"),
    pytest.param(lambda: Key.from_private(x448.X448PrivateKey.generate()), "OKP", "X448", 448, id="X448"),
    pytest.param(lambda: Key.from_secret(b"s" * 20), "oct", None, 160, id="oct"),
]


@pytest.mark.parametrize(("make", "kind", "curve", "bits"), MADE)
def test_a_key_knows_its_shape(make, kind, curve, bits):
    key = make()
    assert (key.kind, key.curve, key.bits) == (kind, curve, bits)


@pytest.mark.parametrize("make", [case.values[0] for case in MADE])
def test_private_half_does_not_change_the_name(make):
    key = make()
    if key.public is not None:
        public = Key.from_public(key.public, kid="other", use="enc")
        assert key.private
        assert not public.private
        assert (public, hash(public)) == (key, hash(key))
        assert public.thumbprint == key.thumbprint
        assert public.spki_sha256 == key.spki_sha256


def test_different_material_is_a_different_key():
    different = [keys.rsa("a"), keys.rsa("b"), keys.ec("P-256"), keys.ec("P-256", "b"), keys.ed25519()]
    secrets = [Key.from_secret(b"a"), Key.from_secret(b"b"), Key.from_secret(b"")]
    assert len({*map(Key.from_private, different), *secrets}) == len(different) + len(secrets)
    assert Key.from_secret(b"a") != b"a"


def test_repr_shows_no_secret_and_escapes_what_is_foreign():
    key = Key.from_secret(b"hunter2-hunter2-hunter2-hunter2!", kid="a\x1b[31m\n", alg="HS256")
    assert repr(key) == "Key(oct, kid='a\\x1b[31m\\n', alg='HS256')"
    shown = repr(Key.from_private(keys.rsa()))
    assert shown == f"Key(RSA, thumbprint='{Key.from_private(keys.rsa()).thumbprint}')"


def test_a_key_cannot_be_pickled():
    with pytest.raises(TypeError):
        pickle.dumps(Key.from_secret(b"secret"))


def test_each_kind_has_its_half_only():
    secret, public = Key.from_secret(b"secret"), Key.from_private(keys.ec())
    assert secret.octets == b"secret"
    assert secret.spki_sha256 is None
    for reach in (lambda: public.octets, secret.spki_der):
        with pytest.raises(KeyLoadError):
            reach()


def test_kinds_that_jose_does_not_know_are_refused():
    with pytest.raises(KeyLoadError):
        Key.from_public(dsa.generate_private_key(1024).public_key())
    with pytest.raises(KeyLoadError):
        Key.from_public(object())


@pytest.mark.skipif(not PRIVATE_KEYS, reason="this cryptography has no ML-DSA")
def test_an_ml_dsa_key_belongs_to_its_algorithm():
    private_key = PRIVATE_KEYS["ML-DSA-44"].generate()
    key = Key.from_private(private_key)
    assert (key.kind, key.alg, key.curve, key.bits) == ("AKP", "ML-DSA-44", None, 1312 * 8)
    assert Key.from_private(private_key, alg="ML-DSA-44") == key
    with pytest.raises(KeyLoadError):
        Key.from_private(private_key, alg="ML-DSA-65")
