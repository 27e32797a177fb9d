from hashlib import new

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicNumbers
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.forensics.opening import (
    Opened,
    OpenedPss,
    how_digested,
    is_signed_text,
    open_bare,
    open_octets,
    open_pss,
    open_rsa,
    pkcs1_block,
    with_leading_zeros,
)
from jwtriage.forensics.recipe import HASHES
from jwtriage.jose.keys import Key
from tests.support import keys
from tests.support.rsa_numbers import small_rsa

TEXT = b"header.payload"
PKCS1 = padding.PKCS1v15()


def public(private):
    return Key.from_public(private.public_key())


def power(private, block):
    """Sign a block of our own making."""
    numbers = private.private_numbers()
    return pow(int.from_bytes(block, "big"), numbers.d, numbers.public_numbers.n).to_bytes(len(block), "big")


def padded(content, octets=256):
    return b"\x00\x01" + b"\xff" * (octets - 3 - len(content)) + b"\x00" + content


@pytest.mark.parametrize("name", HASHES)
@pytest.mark.parametrize("bits", [1024, 2048])
def test_digest_and_hash_are_read(name, bits):
    private = keys.rsa(bits=bits)
    signature = private.sign(TEXT, PKCS1, HASHES[name])
    assert open_rsa(public(private), signature) == Opened(name, new(name, TEXT).digest(), "digest-info")
    assert open_rsa(Key.from_private(private), signature) == open_rsa(public(private), signature)


def test_another_key_opens_nothing():
    signature = keys.rsa().sign(TEXT, PKCS1, hashes.SHA256())
    assert open_rsa(public(keys.rsa("b")), signature) is None
    assert open_bare(public(keys.rsa("b")), signature) is None
    assert open_rsa(public(keys.rsa("small", 1024)), signature) is None


@pytest.mark.parametrize("other", [Key.from_secret(b"secret"), public(keys.ec()), public(keys.ed25519())])
def test_other_kinds_of_key_open_nothing(other):
    signature = keys.rsa().sign(TEXT, PKCS1, hashes.SHA256())
    assert (open_octets(other, signature), open_pss(other, signature), with_leading_zeros(other, signature)) == (None, None, None)


@pytest.mark.parametrize("name", HASHES)
def test_digest_info_without_null(name):
    with_null = pkcs1_block(name, TEXT, 256).lstrip(b"\x00\x01\xff")
    content = with_null.replace(b"\x05\x00\x04", b"\x04", 1)
    content = bytes([content[0], content[1] - 2, content[2], content[3] - 2]) + content[4:]
    opened = open_rsa(public(keys.rsa()), power(keys.rsa(), padded(content)))
    assert opened == Opened(name, new(name, TEXT).digest(), "digest-info-without-null")


@pytest.mark.parametrize("block", [
    padded(b"")[:-1] + b"\x01",
    b"\x00\x02" + b"\xff" * 200 + b"\x00" + b"x" * 53,
    b"\x00\x01" + b"\xff" * 100 + b"\xfe" + b"\xff" * 100 + b"\x00" + b"x" * 52,
    b"\x00\x01" + b"\xff" * 7 + b"\x00" + b"x" * 246,
    pkcs1_block("sha256", TEXT, 200) + bytes(56),
    b"\x00\x01" + b"\xff" * 8 + b"\x00" + pkcs1_block("sha256", TEXT, 256)[-51:] + bytes(194),
    b"\x00" + pkcs1_block("sha256", TEXT, 255),
])  # fmt: skip
def test_crooked_padding_opens_nothing(block):
    assert len(block) == 256
    assert open_rsa(public(keys.rsa()), power(keys.rsa(), block)) is None


def test_signature_of_another_length_opens_nothing():
    private = keys.rsa()
    signature = private.sign(TEXT, PKCS1, hashes.SHA256())
    for wrong in (signature[:-1], signature[1:], b"\0" + signature, signature + b"\0", b""):
        assert open_rsa(public(private), wrong) is None
        assert open_pss(public(private), wrong) is None


def test_number_beyond_the_modulus_opens_nothing():
    private = keys.rsa()
    signature = private.sign(TEXT, PKCS1, hashes.SHA256())
    beyond = int.from_bytes(signature, "big") + private.public_key().public_numbers().n
    if beyond.bit_length() <= 2048:
        assert open_rsa(public(private), beyond.to_bytes(256, "big")) is None
    assert open_rsa(public(private), b"\xff" * 256) is None
    assert open_pss(public(private), b"\xff" * 256) is None


@pytest.mark.parametrize(("content", "expected"), [
    (new("sha256", TEXT).digest(), Opened("sha256", new("sha256", TEXT).digest(), "bare")),
    (new("sha512", TEXT).digest(), Opened("sha512", new("sha512", TEXT).digest(), "bare")),
    (TEXT, Opened("", TEXT, "raw")),
])  # fmt: skip
def test_signer_without_digest_info(content, expected):
    signature = power(keys.rsa(), padded(content))
    assert open_rsa(public(keys.rsa()), signature) is None
    assert open_bare(public(keys.rsa()), signature) == expected


def test_bare_reading_leaves_sound_signatures_alone():
    assert open_bare(public(keys.rsa()), keys.rsa().sign(TEXT, PKCS1, hashes.SHA256())) is None
    assert open_bare(public(keys.rsa()), power(keys.rsa(), padded(b""))) is None


def cube_root(number):
    low, high = 0, 1 << (number.bit_length() // 3 + 2)
    while low < high:
        middle = (low + high) // 2
        low, high = (middle + 1, high) if middle**3 < number else (low, middle)
    return low


def test_forged_cube_is_not_taken_for_a_signature():
    """With e = 3 anybody can make a signature whose cube begins like a padded block."""
    start = b"\x00\x01" + b"\xff" * 12 + b"\x00"
    forged = cube_root(int.from_bytes(start + bytes(256 - len(start)), "big"))
    assert (forged**3).to_bytes(256, "big").startswith(start)
    signature = forged.to_bytes(256, "big")
    key = public(keys.rsa("cube", 2048, 3))
    assert key.public.recover_data_from_signature(signature, PKCS1, None)
    assert open_octets(key, signature) is None
    assert open_bare(key, signature) is None


def test_small_exponent_opens_true_signatures():
    private = keys.rsa("cube", 2048, 3)
    assert open_rsa(public(private), private.sign(TEXT, PKCS1, hashes.SHA512())).hash == "sha512"


def test_block_with_too_little_beyond_the_exponents_freedom_is_refused():
    """768 bits, e = 3: a forger shapes 256 bits, and 768 less the 512 of the digest are no more."""
    private = small_rsa(768, 3)
    assert open_rsa(public(private), power(private, pkcs1_block("sha512", TEXT, 96))) is None
    assert open_rsa(public(private), power(private, pkcs1_block("sha256", TEXT, 96))).hash == "sha256"


def test_exponent_that_takes_too_long_is_refused():
    numbers = keys.rsa(bits=1024).public_key().public_numbers()
    key = Key.from_public(RSAPublicNumbers(2**65 + 1, numbers.n).public_key())
    assert open_pss(key, bytes(127) + b"\x02") is None
    assert open_octets(key, bytes(127) + b"\x02") is None


def pss(private, name="sha256", salt=32, mgf=None):
    return private.sign(TEXT, padding.PSS(padding.MGF1(HASHES[mgf or name]), salt), HASHES[name])


@pytest.mark.parametrize("name", HASHES)
@pytest.mark.parametrize("salt", [0, 20, 32])
@pytest.mark.parametrize("mgf", ["sha1", "sha256"])
def test_pss_parameters_are_read(name, salt, mgf):
    private = keys.rsa()
    opened = open_pss(public(private), pss(private, name, salt, mgf))
    assert isinstance(opened, OpenedPss)
    assert (opened.hash, opened.mgf, len(opened.salt)) == (name, mgf, salt)
    assert is_signed_text(opened, TEXT)
    assert not is_signed_text(opened, TEXT + b"x")
    assert open_pss(public(keys.rsa("b")), pss(private, name, salt, mgf)) is None


@pytest.mark.parametrize("bits", [1025, 1028, 1031, 1032])
def test_pss_in_a_modulus_of_odd_length(bits):
    private = keys.rsa(bits=bits)
    opened = open_pss(public(private), pss(private))
    assert isinstance(opened, OpenedPss)
    assert (opened.hash, opened.mgf, len(opened.salt)) == ("sha256", "sha256", 32)
    assert is_signed_text(opened, TEXT)


@pytest.mark.parametrize(("zeros", "exponent", "found"), [(8, 65537, True), (7, 65537, False), (0, 65537, False), (17, 3, True), (16, 3, False)])
def test_pss_needs_enough_padding(zeros, exponent, found):
    private = keys.rsa(bits=1024, exponent=exponent)
    signature = pss(private, salt=128 - 32 - 2 - zeros)
    assert (open_pss(public(private), signature) is not None) is found


def test_pkcs1_signature_is_no_pss_and_the_reverse():
    private = keys.rsa()
    assert open_pss(public(private), private.sign(TEXT, PKCS1, hashes.SHA256())) is None
    assert open_octets(public(private), pss(private)) is None


@given(st.binary(min_size=256, max_size=256))
def test_noise_opens_nothing(signature):
    key = public(keys.rsa())
    assert (open_rsa(key, signature), open_bare(key, signature), open_pss(key, signature)) == (None, None, None)


@pytest.mark.parametrize(("signed", "how"), [
    (new("sha256", TEXT).digest(), "once"),
    (new("sha256", new("sha256", TEXT).digest()).digest(), "twice"),
    (new("sha256", new("sha256", TEXT).hexdigest().encode()).digest(), "hexadecimal"),
    (new("sha256", TEXT + b"x").digest(), None),
    (new("sha512", TEXT).digest()[:32], None),
])  # fmt: skip
def test_how_a_digest_comes_from_the_text(signed, how):
    assert how_digested(Opened("sha256", signed), TEXT) == how


@pytest.mark.parametrize(("signed", "how"), [(TEXT, "raw"), (new("sha256", TEXT).hexdigest().encode(), "raw"), (b"other text", None)])
def test_how_raw_octets_come_from_the_text(signed, how):
    assert how_digested(Opened("", signed, "raw"), TEXT) == how


def test_stripped_zeros_come_back():
    private = keys.rsa(bits=1024)
    texts = (b"%d" % count for count in range(100_000))
    text, signature = next((text, made) for text in texts if (made := private.sign(text, PKCS1, hashes.SHA256()))[0] == 0)
    assert with_leading_zeros(public(private), signature[1:]) == signature
    assert open_rsa(public(private), signature[1:]) is None
    assert how_digested(open_rsa(public(private), with_leading_zeros(public(private), signature[1:])), text) == "once"


@pytest.mark.parametrize("length", [0, 128, 253, 256, 257])
def test_other_lengths_are_no_stripped_zeros(length):
    assert with_leading_zeros(public(keys.rsa()), b"\x01" * length) is None


@pytest.mark.parametrize("name", HASHES)
def test_block_is_what_the_library_signs(name):
    assert power(keys.rsa(), pkcs1_block(name, TEXT, 256)) == keys.rsa().sign(TEXT, PKCS1, HASHES[name])


def test_block_too_short_or_hash_unknown():
    with pytest.raises(ValueError):
        pkcs1_block("sha512", TEXT, 64)
    with pytest.raises(KeyError):
        pkcs1_block("sha999", TEXT, 256)
