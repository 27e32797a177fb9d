import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from jwtriage.jose import Key, KeyLoadError
from jwtriage.jose.base64url import decode, encode
from jwtriage.jose.jwk import load_jwk
from jwtriage.jose.jwk_material import load_public
from jwtriage.jose.material import encode_integer
from jwtriage.jose.ml_dsa import PRIVATE_KEYS
from tests.support import keys

RSA = Key.from_private(keys.rsa()).members
EC = Key.from_private(keys.ec()).members
ED = Key.from_private(keys.ed25519()).members


def private_rsa(key: rsa.RSAPrivateKey) -> dict[str, str]:
    numbers = key.private_numbers()
    members = {"d": numbers.d, "p": numbers.p, "q": numbers.q, "dp": numbers.dmp1, "dq": numbers.dmq1, "qi": numbers.iqmp}
    return {name: encode_integer(number) for name, number in members.items()}


def private_ec(key: ec.EllipticCurvePrivateKey) -> dict[str, str]:
    return {"d": encode(key.private_numbers().private_value.to_bytes(32))}


def with_zero(member: str) -> str:
    return encode(b"\x00" + decode(member))


@pytest.mark.parametrize(
    "jwk",
    [
        {}, {"kty": "DSA"}, {"kty": 5}, {"kty": "rsa", **{name: RSA[name] for name in "ne"}}, {"kty": "oct", "k": "AAAA"},
        {**RSA, "e": "AQ"}, {**RSA, "e": "Ag"}, {**RSA, "e": "AAEAAQ"}, {**RSA, "e": ""}, {**RSA, "e": encode_integer(65536)},
        {**RSA, "n": with_zero(RSA["n"])}, {**RSA, "n": RSA["n"] + "="}, {**RSA, "n": encode_integer(2**16384 + 1)}, {**RSA, "n": "Aw"},
        {**RSA, "n": encode(decode(RSA["n"])[:-1] + b"\x02")}, {**RSA, "n": None},
        {**EC, "crv": "P-257"}, {**EC, "crv": "P-384"}, {**EC, "crv": ["P-256"]},
        {**EC, "x": with_zero(EC["x"])}, {**EC, "y": encode(decode(EC["y"])[1:])},
        {**EC, "y": EC["x"]}, {**EC, "x": encode(bytes(32)), "y": encode(bytes(32))}, {**EC, "x": encode(b"\xff" * 32)},
        {**ED, "crv": "P-256"}, {**ED, "crv": None}, {**ED, "x": with_zero(ED["x"])}, {**ED, "x": ""},
        {"kty": "AKP", "pub": "AAAA"}, {"kty": "AKP", "alg": "ML-DSA-44", "pub": "AAAA"}, {"kty": "AKP", "alg": "ML-DSA-45", "pub": "AAAA"},
    ],
    ids=lambda jwk: f"{jwk.get('kty')}",
)  # fmt: skip
def test_what_is_not_canonical_is_refused(jwk):
    with pytest.raises(KeyLoadError) as caught:
        load_public(jwk)
    assert caught.value.reason == "key_invalid"


@pytest.mark.parametrize(
    ("jwk", "private_key"),
    [
        ({**RSA, **private_rsa(keys.rsa())}, keys.rsa()),
        ({**EC, **private_ec(keys.ec())}, keys.ec()),
        ({**ED, "d": encode(keys.ed25519().private_bytes_raw())}, keys.ed25519()),
    ],
    ids=["RSA", "EC", "OKP"],
)
def test_private_half_is_read(jwk, private_key):
    key = load_jwk(jwk)
    assert key.private
    assert key == Key.from_private(private_key)


@pytest.mark.parametrize(
    "jwk",
    [
        {**RSA, **private_rsa(keys.rsa("b"))},
        {**RSA, "d": private_rsa(keys.rsa())["d"]},
        {**RSA, **private_rsa(keys.rsa()), "oth": []},
        {**RSA, **private_rsa(keys.rsa()), "d": "Aw"},
        {**EC, **private_ec(keys.ec("P-256", "b"))},
        {**EC, "d": encode(bytes(32))},
        {**EC, "d": encode(b"\xff" * 32)},
        {**ED, "d": encode(keys.ed25519("b").private_bytes_raw())},
        {**ED, "d": "AAAA"},
    ],
    ids=lambda jwk: jwk["kty"],
)
def test_private_half_must_belong_to_the_public_one(jwk):
    with pytest.raises(KeyLoadError):
        load_jwk(jwk)


@pytest.mark.parametrize("name", sorted(PRIVATE_KEYS))
def test_ml_dsa_is_read_with_its_seed(name):
    private_key = PRIVATE_KEYS[name].generate()
    key = Key.from_private(private_key)
    jwk = {**key.members, "priv": encode(private_key.private_bytes_raw())}
    assert load_jwk(jwk) == key
    assert load_jwk(jwk).private
    with pytest.raises(KeyLoadError):
        load_jwk({**jwk, "priv": encode(bytes(32))})
