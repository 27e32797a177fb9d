import pytest

from jwtriage.jose.ml_dsa import PRIVATE_KEYS, PUBLIC_KEYS, parameter_set
from tests.support import keys


@pytest.mark.parametrize("name", sorted(PRIVATE_KEYS))
def test_parameter_set_is_the_algorithm(name):
    public = PRIVATE_KEYS[name].generate().public_key()
    assert isinstance(public, PUBLIC_KEYS[name])
    assert parameter_set(public) == name


def test_other_keys_have_none():
    assert parameter_set(keys.ed25519().public_key()) is None
