import pytest

from jwtriage.jose import Key, KeyLoadError
from jwtriage.jose.algorithms import ALGORITHMS
from jwtriage.jose.ml_dsa import PRIVATE_KEYS
from jwtriage.jose.signature import signature_ok
from jwtriage.jose.signing import signature_of
from tests.jose.test_signature import MESSAGE, SIGNERS
from tests.support import keys


def private(signer) -> Key:
    return Key.from_secret(signer) if isinstance(signer, bytes) else Key.from_private(signer)


@pytest.mark.parametrize("alg", SIGNERS)
def test_what_is_signed_verifies(alg):
    key = private(SIGNERS[alg])
    assert signature_ok(ALGORITHMS[alg], key, MESSAGE, signature_of(ALGORITHMS[alg], key, MESSAGE))


@pytest.mark.parametrize("alg", PRIVATE_KEYS)
def test_lattices_sign_too(alg):
    key = Key.from_private(PRIVATE_KEYS[alg].generate())
    assert signature_ok(ALGORITHMS[alg], key, MESSAGE, signature_of(ALGORITHMS[alg], key, MESSAGE))


@pytest.mark.parametrize(
    ("alg", "key"),
    [
        ("HS256", Key.from_private(keys.ec())),
        ("ES256", Key.from_public(keys.ec().public_key())),
        ("ES384", Key.from_private(keys.ec())),
        ("RS256", Key.from_secret(keys.SECRET)),
    ],
)
def test_a_key_that_cannot_sign_is_an_error(alg, key):
    with pytest.raises(KeyLoadError):
        signature_of(ALGORITHMS[alg], key, MESSAGE)
