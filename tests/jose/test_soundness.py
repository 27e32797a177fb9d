import pytest
from cryptography.hazmat.primitives.asymmetric import ed448, ed25519, rsa

from jwtriage.jose import Key, load_keys
from jwtriage.jose.algorithms import ALGORITHMS, MAXIMUM_RSA_BITS
from jwtriage.jose.soundness import unsoundness, weakness
from tests.support import keys
from tests.support.vectors import wycheproof

PRIME = 2**255 - 19
SMALL_ORDER_Y = [
    0, 1, PRIME - 1, PRIME, PRIME + 1,
    0x5FC536D880238B13933C6D305ACDFD5F098EFF289F4C345B027B2C28F95E826, 0x7A03AC9277FDC74EC6CC392CFA53202A0F67100D760B3CBA4FD84D3D706A17C7,
]  # fmt: skip


def rsa_key(exponent: int, modulus: int) -> Key:
    return Key.from_public(rsa.RSAPublicNumbers(exponent, modulus).public_key())


@pytest.mark.parametrize("make", [keys.rsa, lambda: keys.rsa("e3", 2048, 3), keys.ec, lambda: keys.ec("secp256k1")])
def test_ordinary_keys_are_sound(make):
    assert unsoundness(Key.from_private(make())) is None


def test_random_edwards_keys_are_sound():
    for _ in range(50):
        assert unsoundness(Key.from_private(ed25519.Ed25519PrivateKey.generate())) is None
        assert unsoundness(Key.from_private(ed448.Ed448PrivateKey.generate())) is None


@pytest.mark.parametrize("y", SMALL_ORDER_Y)
@pytest.mark.parametrize("sign", [0, 1])
def test_edwards_points_of_small_order_are_unsound(y, sign):
    octets = (y | sign << 255).to_bytes(32, "little")
    assert unsoundness(Key.from_public(ed25519.Ed25519PublicKey.from_public_bytes(octets))) == "key_invalid"


@pytest.mark.parametrize("y", [0, 1, 2**448 - 2**224 - 2, 2**448 - 2**224 - 1, 2**448 - 1])
@pytest.mark.parametrize("last", [0x00, 0x80, 0x01])
def test_ed448_points_of_small_order_or_odd_form_are_unsound(y, last):
    octets = y.to_bytes(56, "little") + bytes([last])
    assert unsoundness(Key.from_public(ed448.Ed448PublicKey.from_public_bytes(octets))) == "key_invalid"


def test_rsa_has_bounds():
    odd = keys.rsa().public_key().public_numbers().n
    assert unsoundness(rsa_key(3, odd)) is None
    assert unsoundness(rsa_key(65537, 2**MAXIMUM_RSA_BITS + 1)) == "key_invalid"
    assert unsoundness(rsa_key(65537, odd - 1)) == "key_invalid"


def test_roca_is_recognised():
    (roca,) = [load_keys(group["public"]) for group, test in wycheproof("json_web_key") if "Roca" in test["comment"]]
    assert unsoundness(roca[0]) == "key_too_weak"


@pytest.mark.parametrize(
    ("alg", "octets", "expected"), [("HS256", 32, None), ("HS256", 31, "key_too_weak"), ("HS512", 63, "key_too_weak"), ("HS512", 64, None)]
)
def test_a_secret_is_as_long_as_the_hash(alg, octets, expected):
    assert weakness(ALGORITHMS[alg], Key.from_secret(b"s" * octets)) == expected


@pytest.mark.parametrize(("bits", "expected"), [(1024, "key_too_weak"), (2048, None)])
def test_rsa_has_2048_bits(bits, expected):
    assert weakness(ALGORITHMS["RS256"], Key.from_private(keys.rsa("a", bits))) == expected
