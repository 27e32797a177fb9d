import hmac

import pytest
from cryptography.hazmat.primitives.serialization import load_pem_public_key
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.jose import Key
from jwtriage.jose.algorithms import ALGORITHMS
from jwtriage.jose.base64url import decode
from jwtriage.jose.signature import check_for, encoded_check_for, fits, prepared_hmac, signature_ok
from tests.support import keys
from tests.support.tokens import segment, signature_of
from tests.support.vectors import wycheproof

SIGNERS = {
    "HS256": keys.SECRET, "HS384": keys.SECRET, "HS512": keys.SECRET,
    "RS256": keys.rsa(), "RS384": keys.rsa(), "RS512": keys.rsa(), "PS256": keys.rsa(), "PS384": keys.rsa(), "PS512": keys.rsa(),
    "ES256": keys.ec(), "ES384": keys.ec("P-384"), "ES512": keys.ec("P-521"), "ES256K": keys.ec("secp256k1"),
    "EdDSA": keys.ed25519(), "Ed25519": keys.ed25519(), "Ed448": keys.ed448(),
}  # fmt: skip
MESSAGE = b"header.payload"


def key_of(signer) -> Key:
    return Key.from_secret(signer) if isinstance(signer, bytes) else Key.from_public(signer.public_key())


@pytest.mark.parametrize("alg", SIGNERS)
def test_a_signature_verifies_over_its_message_alone(alg):
    key, signature = key_of(SIGNERS[alg]), signature_of(MESSAGE, SIGNERS[alg], alg)
    assert signature_ok(ALGORITHMS[alg], key, MESSAGE, signature)
    assert not signature_ok(ALGORITHMS[alg], key, MESSAGE + b"x", signature)
    assert not signature_ok(ALGORITHMS[alg], key, MESSAGE, signature[:-1])
    assert not signature_ok(ALGORITHMS[alg], key, MESSAGE, signature + b"\x00")
    assert not signature_ok(ALGORITHMS[alg], key, MESSAGE, b"\x00" + signature)
    assert not signature_ok(ALGORITHMS[alg], key, MESSAGE, b"")


@pytest.mark.parametrize("alg", SIGNERS)
@pytest.mark.parametrize("other", SIGNERS)
def test_no_algorithm_takes_a_signature_of_another(alg, other):
    if {alg, other} - {"EdDSA", "Ed25519"} and alg != other and {alg, other} != {"EdDSA", "Ed448"}:
        signature = signature_of(MESSAGE, SIGNERS[other], other)
        assert not signature_ok(ALGORITHMS[alg], key_of(SIGNERS[other]), MESSAGE, signature)


def test_eddsa_takes_its_curve_from_the_key():
    assert signature_ok(ALGORITHMS["EdDSA"], key_of(keys.ed448()), MESSAGE, keys.ed448().sign(MESSAGE))
    assert not fits(ALGORITHMS["Ed25519"], key_of(keys.ed448()))


@given(st.binary(max_size=200), st.binary(max_size=40))
def test_nothing_raises(signature, message):
    for alg, signer in SIGNERS.items():
        assert signature_ok(ALGORITHMS[alg], key_of(signer), message, signature) is False


@given(st.binary(max_size=200), st.binary(max_size=200), st.sampled_from(["sha256", "sha384", "sha512"]))
def test_prepared_hmac_is_hmac(secret, message, name):
    inner, outer = prepared_hmac(secret, name)
    inner.update(message)
    outer.update(inner.digest())
    assert outer.digest() == hmac.digest(secret, message, name)


def test_a_prepared_check_can_be_used_again():
    check = check_for(ALGORITHMS["HS256"], key_of(keys.SECRET))
    signature = signature_of(MESSAGE, keys.SECRET, "HS256")
    assert [check(MESSAGE, signature), check(b"other", signature), check(MESSAGE, signature)] == [True, False, True]


WYCHEPROOF = [
    ("hmac_sha256", "HS256"), ("hmac_sha384", "HS384"), ("hmac_sha512", "HS512"),
    ("rsa_signature_2048_sha256", "RS256"), ("rsa_signature_2048_sha512", "RS512"),
    ("rsa_pss_2048_sha256_mgf1_32", "PS256"), ("rsa_pss_2048_sha384_mgf1_48", "PS384"),
    ("ecdsa_secp256r1_sha256_p1363", "ES256"), ("ecdsa_secp384r1_sha384_p1363", "ES384"), ("ecdsa_secp521r1_sha512_p1363", "ES512"),
    ("ecdsa_secp256k1_sha256_p1363", "ES256K"), ("ed25519", "Ed25519"), ("ed448", "Ed448"),
]  # fmt: skip


def published_key(group, test) -> Key:
    return Key.from_secret(bytes.fromhex(test["key"])) if "key" in test else Key.from_public(load_pem_public_key(group["publicKeyPem"].encode()))


@pytest.mark.parametrize(("name", "alg"), WYCHEPROOF)
def test_wycheproof_agrees_on_every_signature(name, alg):
    wrong = []
    for group, test in wycheproof(name):
        signature = bytes.fromhex(test["tag"] if "tag" in test else test["sig"])
        is_short = "tag" in test and len(signature) != ALGORITHMS[alg].signature_octets
        expected = test["result"] == "valid" and not is_short
        is_good = signature_ok(ALGORITHMS[alg], published_key(group, test), bytes.fromhex(test["msg"]), signature)
        if is_good is not expected and test["result"] != "acceptable":
            wrong.append(test["tcId"])
    assert wrong == []


@pytest.mark.parametrize("alg", SIGNERS)
def test_a_signature_verifies_as_it_stands_in_a_token(alg):
    signature = signature_of(MESSAGE, SIGNERS[alg], alg)
    check = encoded_check_for(ALGORITHMS[alg], key_of(SIGNERS[alg]), decode)
    assert check(MESSAGE, segment(signature))
    assert not check(MESSAGE + b"x", segment(signature))
    for other in (b"", signature[:-1], signature + b"\x00"):
        assert not check(MESSAGE, segment(other))


@given(st.sampled_from(["HS256", "HS384", "HS512"]), st.data())
def test_a_mac_has_one_text(alg, data):
    encoded = segment(signature_of(MESSAGE, keys.SECRET, alg))
    check = encoded_check_for(ALGORITHMS[alg], key_of(keys.SECRET), decode)
    position = data.draw(st.integers(0, len(encoded) - 1))
    changed = encoded[:position] + bytes([data.draw(st.integers(0, 255))]) + encoded[position + 1 :]
    assert check(MESSAGE, changed) is (changed == encoded)
    assert not check(MESSAGE, encoded + b"=")
    assert not check(MESSAGE, encoded[:-1])
