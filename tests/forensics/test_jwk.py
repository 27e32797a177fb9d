from base64 import b64encode, urlsafe_b64decode

import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from hypothesis import given, settings
from hypothesis import strategies as st

from jwtriage.forensics import jwk
from jwtriage.jose.base64url import encode
from jwtriage.jose.keys import Key
from tests.forensics import documents
from tests.forensics.damage import SOUND
from tests.support import keys

KEY = Key.from_private(keys.rsa())
RSA = KEY.members
ISTIO = b"Error-IstiodFailedToFetchJwksUri-http:///host.example/.well-known/jwks.json"


def octets(text: str) -> bytes:
    return urlsafe_b64decode(text + "==")


def short_coordinate_key() -> Key:
    """Find the first P-256 key whose x begins with a zero octet."""
    privates = (ec.derive_private_key(number, ec.SECP256R1()) for number in range(1, 10_000))
    return next(Key.from_private(private) for private in privates if private.public_key().public_numbers().x >> 248 == 0)


EC_KEY = short_coordinate_key()
EC = EC_KEY.members

FAULTY = {
    "kind missing": ({name: value for name, value in RSA.items() if name != "kty"}, ["jwk-kind-missing"], RSA),
    "kind in small letters": ({**RSA, "kty": "rsa"}, ["jwk-kind-missing"], RSA),
    "standard base64": ({**RSA, "n": b64encode(octets(RSA["n"])).decode()}, ["jwk-standard-base64"], RSA),
    "padding": ({**RSA, "n": RSA["n"] + "=="}, ["jwk-standard-base64"], RSA),
    "commas": ({**RSA, "n": RSA["n"] + ",,"}, ["jwk-standard-base64"], RSA),
    "line breaks": ({**RSA, "n": RSA["n"][:64] + "\n" + RSA["n"][64:]}, ["jwk-standard-base64"], RSA),
    "leading zero": ({**RSA, "n": encode(b"\0" + octets(RSA["n"]))}, ["jwk-modulus-leading-zero"], RSA),
    "leading zeros in e": ({**RSA, "e": encode(b"\0\0" + octets(RSA["e"]))}, ["jwk-modulus-leading-zero"], RSA),
    "text of a PEM": ({**RSA, "n": encode(SOUND)}, ["jwk-modulus-is-pem-text"], RSA),
    "base64 of a PEM": ({**RSA, "n": encode(b64encode(SOUND))}, ["jwk-modulus-is-pem-text"], RSA),
    "PEM in standard base64": ({**RSA, "n": b64encode(SOUND).decode()}, ["jwk-modulus-is-pem-text"], RSA),
    "short x": ({**EC, "x": encode(octets(EC["x"]).lstrip(b"\0"))}, ["jwk-ec-coordinate-short"], EC),
    "33 octets": ({**EC, "y": encode(b"\0" + octets(EC["y"]))}, ["jwk-ec-coordinate-short"], EC),
    "two faults": ({**RSA, "n": b64encode(b"\0" + octets(RSA["n"])).decode()}, ["jwk-standard-base64", "jwk-modulus-leading-zero"], RSA),
}


@pytest.mark.parametrize("name", FAULTY)
def test_faults_are_repaired_and_named(name):
    members, ids, sound = FAULTY[name]
    repaired, notes = jwk.repaired(members)
    assert repaired == sound
    assert [note.id for note in notes] == ids


@pytest.mark.parametrize("members", [RSA, EC, Key.from_private(keys.ed25519()).members, {"kty": "oct", "k": "AAAA"}, {"kty": "XYZ"}, {}, {"kty": []}])
def test_sound_and_foreign_members_are_left_alone(members):
    assert jwk.repaired(members) == (dict(members), [])


@pytest.mark.parametrize("fault", jwk.FAULTS, ids=lambda fault: fault.id)
def test_a_repair_undoes_its_fault_alone(fault):
    assert fault.repair(RSA) is None
    assert fault.repair(EC) is None
    example = next(members for members, ids, _ in FAULTY.values() if ids == [fault.id])
    assert fault.repair(example) is not None


def test_a_coordinate_that_is_too_large_is_no_padding_fault():
    assert jwk.with_full_coordinates({**EC, "x": encode(b"\1" + b"\0" * 32)}) is None


def test_the_certificate_of_a_jwk():
    certified = {"kty": "RSA", "x5c": [b64encode(documents.certificate(keys.rsa("b"))).decode()]}
    other = Key.from_private(keys.rsa("b"))
    assert jwk.certificate_key(certified) == other
    assert jwk.from_certificate({**RSA, **certified}) == {**certified, **other.members}
    assert jwk.from_certificate({**other.members, **certified}) is None
    assert jwk.from_certificate(RSA) is None


@pytest.mark.parametrize("chain", [None, [], [1], ["AAAA"], {}, "AAAA", [[]]])
def test_a_chain_that_is_no_certificate(chain):
    assert jwk.certificate_key({"x5c": chain}) is None


def test_the_placeholder_of_istio():
    assert jwk.is_placeholder({"kty": "RSA", "n": encode(ISTIO), "e": "AQAB"})
    assert not jwk.is_placeholder(RSA)


PRIVATE = [({"kty": "EC", "d": "AA"}, True), ({"kty": "AKP", "priv": "AA"}, True), ({"kty": "oct", "k": "AA"}, False), (RSA, False)]


@pytest.mark.parametrize(("members", "private"), PRIVATE)
def test_private_members(members, private):
    assert jwk.is_private(members) is private
    assert not jwk.is_private(jwk.public_half(members))


JSON = st.recursive(st.none() | st.booleans() | st.integers() | st.text(max_size=8), lambda inner: st.lists(inner, max_size=2), max_leaves=3)
NAMES = st.sampled_from(["kty", "n", "e", "crv", "x", "y", "d", "x5c", "kid", "alg", "use", "key_ops", "k", "pub"])


@settings(deadline=None)
@given(st.dictionaries(NAMES, JSON | st.sampled_from(["RSA", "EC", "OKP", "oct", "P-256", "AQAB"]), max_size=6))
def test_hostile_members_never_raise(members):
    repaired, notes = jwk.repaired(members)
    assert isinstance(repaired, dict)
    assert all(note.id in {fault.id for fault in jwk.FAULTS} for note in notes)
    jwk.certificate_key(members)
    jwk.from_certificate(members)
    jwk.is_placeholder(members)
