import hmac
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.forensics.hmac_search import PreparedKeys, are_equivalent, block_key, block_size, first_match, prepared_mac

HASHES = {"md5": 64, "sha1": 64, "sha224": 64, "sha256": 64, "sha384": 128, "sha512": 128}
TEXT = b"header.payload"
names = st.sampled_from(sorted(HASHES))


def search(keys, name, text, signature):
    """Search in both ways, which must agree."""
    plain, prepared = first_match(keys, name, text, signature), PreparedKeys(keys, name).first_match(text, signature)
    assert plain == prepared
    return plain


@pytest.mark.parametrize(("name", "block"), HASHES.items())
def test_block_is_the_one_of_the_standard(name, block):
    assert block_size(name) == block


@given(st.lists(st.binary(max_size=200), min_size=1, max_size=20, unique=True), names, st.binary(max_size=300), st.data())
def test_finds_what_the_standard_library_made(keys, name, text, data):
    key = data.draw(st.sampled_from(keys))
    found = search(keys, name, text, hmac.digest(key, text, name))
    assert found is not None
    assert are_equivalent(found, key, name)


@pytest.mark.parametrize("length", [0, 1, 63, 64, 65, 127, 128, 129, 1000])
@pytest.mark.parametrize("name", HASHES)
def test_key_lengths_around_the_block(name, length):
    key = b"k" * length
    assert search([b"other", key, b"more"], name, TEXT, hmac.digest(key, TEXT, name)) == key


def test_first_of_several_matches():
    assert search([b"x", b"key", b"key\0"], "sha256", TEXT, hmac.digest(b"key", TEXT, "sha256")) == b"key"
    assert search([b"x", b"key\0", b"key"], "sha256", TEXT, hmac.digest(b"key", TEXT, "sha256")) == b"key\0"


@pytest.mark.parametrize("name", HASHES)
def test_near_misses_match_nothing(name):
    signature = hmac.digest(b"key", TEXT, name)
    keys = [b"Key", b"key ", b"ke", b""]
    assert search(keys, name, TEXT, signature) is None
    assert search([b"key"], name, TEXT + b"=", signature) is None
    assert search([b"key"], name, TEXT, signature[:-1]) is None
    assert search([b"key"], name, TEXT, signature + b"\0") is None
    assert search([b"key"], name, TEXT, b"") is None
    assert search([b"key"], name, TEXT, bytes([signature[0] ^ 1]) + signature[1:]) is None
    assert search([], name, TEXT, signature) is None


def test_mac_of_another_hash_matches_nothing():
    assert search([b"key"], "sha256", TEXT, hmac.digest(b"key", TEXT, "sha512")) is None


def test_search_takes_no_more_keys_than_it_needs():
    keys = iter([b"a", b"key", b"rest"])
    assert first_match(keys, "sha256", TEXT, hmac.digest(b"key", TEXT, "sha256")) == b"key"
    assert list(keys) == [b"rest"]
    keys = iter([b"a"])
    assert first_match(keys, "sha256", TEXT, b"short") is None
    assert list(keys) == [b"a"]


def test_prepared_keys_serve_many_tokens_and_show_no_key():
    prepared = PreparedKeys([b"one-secret", b"two-secret"], "sha384")
    for key in (b"one-secret", b"two-secret", b"one-secret"):
        assert prepared.first_match(TEXT + key, hmac.digest(key, TEXT + key, "sha384")) == key
    assert len(prepared) == 2
    assert "secret" not in repr(prepared)


@pytest.mark.parametrize("name", ["", "sha3_256", "none", "SHA256", "x" * 100])
def test_unknown_hash_is_refused(name):
    for refused in (lambda: block_size(name), lambda: first_match([b"k"], name, TEXT, b""), lambda: PreparedKeys([b"k"], name)):
        with pytest.raises(ValueError, match="hash function"):
            refused()


@given(st.binary(max_size=140), st.binary(max_size=140), names)
def test_equivalent_keys_are_those_with_equal_macs(one, other, name):
    same = hmac.digest(one, TEXT, name) == hmac.digest(other, TEXT, name)
    assert are_equivalent(one, other, name) is same


@pytest.mark.parametrize(
    ("other", "name", "same"),
    [
        (b"key\0\0", "sha256", True),
        (b"key" + bytes(61), "sha256", True),
        (b"key" + bytes(62), "sha256", False),
        (b"key" + bytes(62), "sha512", True),
        (b"\0key", "sha256", False),
        (b"key\n", "sha256", False),
    ],
)
def test_zero_octets_up_to_the_block_change_nothing(other, name, same):
    assert are_equivalent(b"key", other, name) is same


def test_long_key_equals_its_own_hash_under_that_hash_only():
    long = b"k" * 65
    assert are_equivalent(long, sha256(long).digest(), "sha256")
    assert not are_equivalent(long, sha256(long).digest(), "sha512")
    assert len(block_key(long, "sha256")) == 64


@given(st.binary(max_size=140), st.lists(st.binary(max_size=80), max_size=3), names)
def test_one_prepared_key_makes_many_macs(key, messages, name):
    mac = prepared_mac(key, name)
    assert [mac(message) for message in messages] == [hmac.digest(key, message, name) for message in messages]
