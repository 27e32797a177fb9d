from hashlib import new, sha256
from time import process_time

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import Prehashed, decode_dss_signature, encode_dss_signature

from jwtriage.forensics.recover_ecdsa import _CURVES, common_signers, digest_test, known_signer, recover, recover_from_digest, reuses_nonce
from jwtriage.jose.keys import Key
from tests.support import keys
from tests.support.tokens import signature_of

ALGORITHMS = {"P-256": ("ES256", "sha256"), "P-384": ("ES384", "sha384"), "P-521": ("ES512", "sha512"), "secp256k1": ("ES256K", "sha256")}


def numbers(curve, r, s):
    size = _CURVES[curve].size
    return r.to_bytes(size, "big") + s.to_bytes(size, "big")


def verify_digest(public, digest, r, s):
    public.verify(encode_dss_signature(r, s), digest, ec.ECDSA(Prehashed(hashes.SHA256())))


@pytest.mark.parametrize("curve", ALGORITHMS)
def test_order_is_the_order_of_the_curve(curve):
    domain = _CURVES[curve]
    ec.derive_private_key(domain.n - 1, domain.curve)
    with pytest.raises(ValueError):
        ec.derive_private_key(domain.n + 1, domain.curve)


@pytest.mark.parametrize("curve", ALGORITHMS)
def test_signer_is_among_the_recovered_keys(curve):
    alg, hash_name = ALGORITHMS[curve]
    private = keys.ec(curve)
    for count in range(8):
        text = b"text %d" % count
        found = recover(curve, hash_name, text, signature_of(text, private, alg))
        assert private.public_key() in found
        assert len(found) == 2


@pytest.mark.parametrize(("curve", "hash_name", "algorithm"), [("P-256", "sha512", hashes.SHA512()), ("P-521", "sha1", hashes.SHA1())])
def test_digest_is_cut_to_the_order_or_taken_whole(curve, hash_name, algorithm):
    private = keys.ec(curve)
    signature = numbers(curve, *decode_dss_signature(private.sign(b"text", ec.ECDSA(algorithm))))
    assert private.public_key() in recover(curve, hash_name, b"text", signature)


def test_another_text_gives_other_keys():
    private = keys.ec()
    signature = signature_of(b"text", private, "ES256")
    found = recover("P-256", "sha256", b"another text", signature)
    assert found
    assert private.public_key() not in found


@pytest.mark.parametrize(
    "signature", [b"", bytes(64), b"\xff" * 64, b"x" * 63, b"x" * 65, numbers("P-256", _CURVES["P-256"].n, 1), numbers("P-256", 1, 0)]
)
def test_impossible_signature_gives_no_key(signature):
    assert recover("P-256", "sha256", b"text", signature) == []


@pytest.mark.parametrize(("curve", "hash_name"), [("P-999", "sha256"), ("P-256", "sha999"), ("Ed25519", "sha512")])
def test_unknown_curve_or_hash_gives_no_key(curve, hash_name):
    assert recover(curve, hash_name, b"text", b"x" * 64) == []


def is_coordinate(curve, x):
    domain = _CURVES[curve]
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(domain.curve, b"\x02" + x.to_bytes(domain.size, "big"))
    except ValueError:
        return False
    return True


def test_coordinate_beyond_the_order_is_found_too():
    domain = _CURVES["P-256"]
    x = next(x for x in range(domain.n + 5, domain.p) if is_coordinate("P-256", x))
    r, s, digest = x - domain.n, 12345, sha256(b"text").digest()
    found = recover_from_digest("P-256", digest, numbers("P-256", r, s))
    assert len(found) in (2, 4)
    for public in found:
        verify_digest(public, digest, r, s)


def test_number_that_is_no_coordinate_gives_no_key():
    gap = next(x for x in range(2**200, 2**201) if not is_coordinate("P-256", x))
    assert recover_from_digest("P-256", b"\x01" * 32, numbers("P-256", gap, 1)) == []


def test_digest_of_zero_leaves_the_product_alone():
    domain, digest = _CURVES["P-256"], bytes(32)
    nonce = ec.derive_private_key(4242, domain.curve)
    r, s = nonce.public_key().public_numbers().x % domain.n, 99
    found = recover_from_digest("P-256", digest, numbers("P-256", r, s))
    assert len(found) == 2
    for public in found:
        verify_digest(public, digest, r, s)


@pytest.mark.parametrize("sign", [1, -1])
def test_equal_products_are_doubled_and_opposite_ones_are_no_key(sign):
    domain, digest = _CURVES["P-256"], sha256(b"text").digest()
    nonce = 777777
    r = ec.derive_private_key(nonce, domain.curve).public_key().public_numbers().x % domain.n
    s = sign * int.from_bytes(digest, "big") * pow(nonce, -1, domain.n) % domain.n
    found = recover_from_digest("P-256", digest, numbers("P-256", r, s))
    assert len(found) == 1
    verify_digest(found[0], digest, r, s)


def test_known_signer_is_looked_up_whatever_kid_or_order():
    private, others = keys.ec(), [keys.ec(name=name) for name in "bcd"]
    inventory = [Key.from_secret(b"a secret"), *(Key.from_public(other.public_key(), kid="liar") for other in others), Key.from_private(private)]
    found = recover("P-256", "sha256", b"text", signature_of(b"text", private, "ES256"))
    assert known_signer(found, inventory) is inventory[-1]
    assert known_signer(found, inventory[:-1]) is None
    assert known_signer([], inventory) is None


def test_look_up_in_a_large_inventory_takes_milliseconds():
    private = keys.ec()
    key = Key.from_public(private.public_key())
    inventory = [Key.from_public(keys.ec(name=name).public_key()) for name in "bcdefghij"] * 1000 + [key]
    found = recover("P-256", "sha256", b"text", signature_of(b"text", private, "ES256"))
    assert known_signer(found, inventory) is key
    start = process_time()
    known_signer(found, inventory)
    assert process_time() - start < 0.1


def pairs(private, *texts):
    return [(text, signature_of(text, private, "ES256")) for text in texts]


def test_two_tokens_have_exactly_their_signer_in_common():
    private = keys.ec()
    assert common_signers("P-256", "sha256", pairs(private, b"one", b"two")) == [private.public_key()]
    assert common_signers("P-256", "sha256", pairs(private, b"one", b"one")) == [private.public_key()]


def test_tokens_of_two_signers_have_none_in_common():
    assert common_signers("P-256", "sha256", pairs(keys.ec(), b"one") + pairs(keys.ec(name="b"), b"two")) == []


def test_one_token_twice_or_with_s_negated_proves_nothing():
    [(text, signature)] = pairs(keys.ec(), b"one")
    negated = numbers("P-256", int.from_bytes(signature[:32], "big"), _CURVES["P-256"].n - int.from_bytes(signature[32:], "big"))
    assert common_signers("P-256", "sha256", [(text, signature)]) == []
    assert common_signers("P-256", "sha256", [(text, signature), (text, signature)]) == []
    assert common_signers("P-256", "sha256", [(text, signature), (text, negated)]) == []


def test_nonce_reuse_is_one_r_under_two_texts():
    (text, signature), (other, other_signature) = pairs(keys.ec(), b"one", b"two")
    assert reuses_nonce([(text, signature), (other, signature[:32] + other_signature[32:])])
    assert not reuses_nonce([(text, signature), (other, other_signature)])
    assert not reuses_nonce([(text, signature), (text, signature)])


@pytest.mark.parametrize("curve", ALGORITHMS)
def test_which_digest_was_signed(curve):
    alg, hash_name = ALGORITHMS[curve]
    private, signatures = keys.ec(curve), []
    for text in (b"one", b"two"):
        signatures.append(signature_of(text, private, alg))
        fits = digest_test(Key.from_public(private.public_key()), signatures[-1])
        assert [fits(new(hash_name, each).digest()) for each in (b"one", b"two", b"")] == [text == b"one", text == b"two", False]
    other = digest_test(Key.from_public(keys.ec(curve, "b").public_key()), signatures[0])
    assert not other(new(hash_name, b"one").digest())


def test_a_digest_longer_than_the_order_is_cut():
    private = keys.ec()
    signature = encode(private.sign(b"text", ec.ECDSA(hashes.SHA512())))
    assert digest_test(Key.from_public(private.public_key()), signature)(new("sha512", b"text").digest())


@pytest.mark.parametrize("signature", [b"", bytes(64), b"\xff" * 64, bytes(96), bytes(31) + b"\x01" + bytes(32)])
def test_no_digest_fits_a_signature_out_of_range(signature):
    assert digest_test(Key.from_public(keys.ec().public_key()), signature) is None


def test_no_digest_fits_a_key_of_another_kind():
    assert digest_test(Key.from_secret(b"secret"), bytes(64)) is None
    assert digest_test(Key.from_public(keys.ed25519().public_key()), bytes(64)) is None


def encode(der):
    return b"".join(number.to_bytes(32) for number in decode_dss_signature(der))
