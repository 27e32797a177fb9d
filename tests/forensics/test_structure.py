import pytest
from cryptography.hazmat.primitives.asymmetric import dsa, rsa
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, NoEncryption, PrivateFormat, PublicFormat
from hypothesis import given, settings
from hypothesis import strategies as st

from jwtriage.forensics import der, structure
from jwtriage.forensics.structure import key_of, private_from, public_from, spki_of, structure_of
from tests.forensics import documents
from tests.support import keys

PRIVATE, EC = keys.rsa(), keys.ec()


def written(key, private_format) -> bytes:
    return key.private_bytes(Encoding.DER, private_format, NoEncryption())


FORMS = {
    "spki": spki_of(PRIVATE.public_key()),
    "pkcs1-public": PRIVATE.public_key().public_bytes(Encoding.DER, PublicFormat.PKCS1),
    "pkcs1-private": written(PRIVATE, PrivateFormat.TraditionalOpenSSL),
    "pkcs8": written(PRIVATE, PrivateFormat.PKCS8),
    "sec1": written(EC, PrivateFormat.TraditionalOpenSSL),
    "certificate": documents.certificate(PRIVATE),
    "csr": documents.request(PRIVATE),
    "encrypted-pkcs8": EC.private_bytes(Encoding.DER, PrivateFormat.PKCS8, BestAvailableEncryption(b"x")),
    "pkcs12": documents.pkcs12(EC),
}


@pytest.mark.parametrize("name", sorted(FORMS))
def test_structures_are_told_apart(name):
    assert structure_of(FORMS[name]) == name
    assert structure_of(FORMS[name] + b"more") == name


@pytest.mark.parametrize("key", [keys.ec("P-521"), keys.ed25519(), keys.ed448()], ids=["P-521", "Ed25519", "Ed448"])
def test_structures_of_other_kinds(key):
    assert structure_of(spki_of(key.public_key())) == "spki"
    assert structure_of(written(key, PrivateFormat.PKCS8)) == "pkcs8"
    assert public_from(spki_of(key.public_key())) == key.public_key()


NOTHING = [b"", b"0", b"0\x00", b"secret", der.encode(der.SEQUENCE, der.encode(der.INTEGER, b"\x01")), b"0" * (structure.LIMIT + 1)]


@pytest.mark.parametrize("octets", NOTHING)
def test_what_is_no_structure(octets):
    assert structure_of(octets) is None
    assert public_from(octets) is None


@pytest.mark.parametrize("name", sorted(FORMS.keys() - {"encrypted-pkcs8", "pkcs12"}))
def test_the_public_key_comes_out(name):
    assert public_from(FORMS[name]) == (EC if name == "sec1" else PRIVATE).public_key()


@pytest.mark.parametrize("name", ["encrypted-pkcs8", "pkcs12"])
def test_no_password_is_tried(name):
    assert public_from(FORMS[name]) is None


@pytest.mark.parametrize("name", structure.PRIVATE)
def test_the_private_key_comes_out(name):
    private = private_from(FORMS[name])
    assert private is not None
    assert private.public_key() == (EC if name == "sec1" else PRIVATE).public_key()


@pytest.mark.parametrize("name", ["spki", "certificate", "encrypted-pkcs8"])
def test_what_has_no_private_key(name):
    assert private_from(FORMS[name]) is None


N = PRIVATE.public_key().public_numbers().n
BOUNDS = {
    "usual": (N, 65537, True),
    "exponent 3": (N, 3, True),
    "exponent 1": (N, 1, False),
    "even exponent": (N, 4, False),
    "even modulus": (N + 1, 65537, False),
    "longest": ((1 << 16383) | 1, 3, True),
    "too long": ((1 << 16384) | 1, 3, False),
    "exponent above the modulus": (15, 17, False),
}


@pytest.mark.parametrize("name", BOUNDS)
def test_rsa_bounds(name):
    modulus, exponent, sound = BOUNDS[name]
    assert structure.rsa_numbers_sound(modulus, exponent) is sound


def test_an_rsa_key_out_of_bounds_is_refused_before_use():
    octets = der.encode(der.SEQUENCE, der.encode_integer((1 << 16384) | 1) + der.encode_integer(3))
    assert structure_of(octets) == "pkcs1-public"
    assert public_from(octets) is None


def test_a_huge_private_key_is_refused_without_being_checked(monkeypatch):
    octets = der.encode(der.SEQUENCE, der.encode_integer(0) + der.encode_integer((1 << 200_000) | 1) + der.encode_integer(3) * 7)
    assert structure_of(octets) == "pkcs1-private"
    monkeypatch.setattr(structure, "_load_private", lambda _: pytest.fail("the key was handed to the library"))
    assert private_from(octets) is None
    assert public_from(octets) is None


def test_a_key_of_three_primes_gives_its_public_half():
    numbers = [1, *(element.number for element in der.members(der.first(FORMS["pkcs1-private"]))[1:])]
    body = b"".join(map(der.encode_integer, numbers)) + der.encode(der.SEQUENCE, b"")
    assert public_from(der.encode(der.SEQUENCE, body)) == PRIVATE.public_key()


def test_a_pkcs8_of_version_2_gives_the_public_key_inside():
    version, algorithm, octets = der.members(der.first(written(keys.ed25519(), PrivateFormat.PKCS8)))
    public = der.encode(0x81, b"\0" + keys.ed25519().public_key().public_bytes_raw())
    body = der.encode_integer(version.number + 1) + algorithm.whole + octets.whole + public
    assert public_from(der.encode(der.SEQUENCE, body)) == keys.ed25519().public_key()


def test_dsa_is_no_key_for_jose():
    key = dsa.generate_private_key(1024)
    assert structure_of(written(key, PrivateFormat.TraditionalOpenSSL)) == "dsa-private"
    assert key_of(key) is None
    assert key_of(key.public_key()) is None


def test_key_of_keeps_the_binding():
    key = key_of(EC, kid="k", alg="ES256")
    assert key is not None
    assert (key.private, key.kid, key.alg) == (True, "k", "ES256")
    assert key_of(rsa.RSAPublicNumbers(65537, PRIVATE.public_key().public_numbers().n).public_key()) == key_of(PRIVATE)


@settings(deadline=None)
@given(st.sampled_from(sorted(FORMS)), st.integers(0, 5000), st.binary(max_size=4))
def test_damaged_structures_never_raise(name, position, noise):
    octets = FORMS[name]
    position %= len(octets)
    damaged = octets[:position] + noise + octets[position + 1 :]
    public_from(damaged)
    private_from(damaged)
