import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.jose.base64url import decode
from jwtriage.jose.jwk_material import load_public
from jwtriage.jose.material import encode_integer, field_octets, members_of
from tests.support import keys

KEYS = [keys.rsa, lambda: keys.ec("P-256"), lambda: keys.ec("P-521"), lambda: keys.ec("secp256k1"), keys.ed25519, keys.ed448]


@pytest.mark.parametrize("make", KEYS)
def test_members_lead_back_to_the_key(make):
    public = make().public_key()
    assert load_public(members_of(public)) == public


@pytest.mark.parametrize("scalar", [1, 2, 200])
def test_coordinates_keep_their_leading_zeros(scalar):
    public = ec.derive_private_key(scalar, ec.SECP521R1()).public_key()
    members = members_of(public)
    assert len(decode(members["x"])) == len(decode(members["y"])) == field_octets(ec.SECP521R1()) == 66


@given(st.integers(1, 2**600))
def test_integers_have_no_leading_zero_octet(number):
    octets = decode(encode_integer(number))
    assert octets[0] != 0
    assert int.from_bytes(octets) == number


def test_zero_is_one_octet():
    assert encode_integer(0) == "AA"
