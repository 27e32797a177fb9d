import gmpy2
import pytest
from cryptography.hazmat.primitives.asymmetric import padding

from jwtriage.forensics.recipe import HASHES
from jwtriage.forensics.recover_rsa import PYTHON, SMALL_EXPONENTS, Arithmetic, Recovered, SignedText, Unrecoverable, distinct_texts, recover
from tests.support import keys
from tests.support.rsa_numbers import small_rsa

GMPY2 = Arithmetic(gmpy2.mpz, gmpy2.gcd)


def sign(private, *texts, name="sha256"):
    return [SignedText(text, private.sign(text, padding.PKCS1v15(), HASHES[name]), name) for text in texts]


def public_numbers(private):
    numbers = private.public_key().public_numbers()
    return Recovered(numbers.n, numbers.e)


@pytest.mark.parametrize(("bits", "exponent"), [(512, 3), (768, 17), (1024, 257), (1024, 3), (521, 3), (1031, 3)])
@pytest.mark.parametrize("arithmetic", [PYTHON, GMPY2], ids=["python", "gmpy2"])
def test_two_tokens_give_the_key_away(bits, exponent, arithmetic):
    private = small_rsa(bits, exponent)
    assert recover(sign(private, b"one", b"two"), SMALL_EXPONENTS, arithmetic) == public_numbers(private)


@pytest.mark.parametrize("seed", range(12))
def test_cofactors_are_stripped(seed):
    """About four pairs of texts in ten have a cofactor in common."""
    private = small_rsa(512, 3)
    assert recover(sign(private, b"one %d" % seed, b"two %d" % seed), (3,)) == public_numbers(private)


def test_large_exponent_with_gmpy2():
    private = small_rsa(512, 4097)
    assert recover(sign(private, b"one", b"two"), (4097,), GMPY2) == public_numbers(private)


def test_tokens_may_use_several_hashes_and_come_in_any_number():
    private = small_rsa(1024, 17)
    tokens = sign(private, b"one") + sign(private, b"two", name="sha512") + sign(private, b"three", b"four", name="sha384")
    assert recover(tokens, SMALL_EXPONENTS) == public_numbers(private)


def test_another_exponent_finds_nothing():
    assert recover(sign(small_rsa(512, 17), b"one", b"two"), (3, 257)) is None


def test_two_signers_are_no_key():
    one, other = small_rsa(512, 3), small_rsa(512, 3, "b")
    assert recover(sign(one, b"one") + sign(other, b"two"), SMALL_EXPONENTS) is None
    assert recover(sign(one, b"one", b"two") + sign(other, b"three"), SMALL_EXPONENTS) is None


def test_altered_text_is_no_key():
    private = small_rsa(512, 3)
    one, two, three = sign(private, b"one", b"two", b"three")
    assert recover([one, two._replace(signing_input=b"altered")], SMALL_EXPONENTS) is None
    assert recover([one, two, three._replace(signing_input=b"altered")], SMALL_EXPONENTS) is None


def test_other_hash_than_the_label_is_no_key():
    private = small_rsa(1024, 3)
    assert recover([*sign(private, b"one"), sign(private, b"two", name="sha512")[0]._replace(hash="sha256")], (3,)) is None


def test_pss_tokens_give_nothing():
    private = small_rsa(1024, 3)
    pss = padding.PSS(padding.MGF1(HASHES["sha256"]), 32)
    assert recover([SignedText(text, private.sign(text, pss, HASHES["sha256"]), "sha256") for text in (b"one", b"two")], (3,)) is None


@pytest.mark.parametrize("signatures", [(bytes(64), bytes(64)), (b"\xff" * 64, b"\xff" * 64), (bytes(63) + b"\x01", bytes(63) + b"\x02")])
@pytest.mark.parametrize("count", [2, 3])
def test_degenerate_signatures_give_nothing(signatures, count):
    tokens = [SignedText(b"text %d" % index, signatures[index % 2], "sha256") for index in range(count)]
    assert recover(tokens, SMALL_EXPONENTS) is None


def test_exact_roots_give_nothing():
    """Signatures whose difference from the block is zero or very large must not be mistaken for a modulus."""
    tokens = [
        SignedText(b"one", bytes(63) + b"\x01", "sha256"),
        SignedText(b"two", b"\x7f" * 64, "sha256"),
        SignedText(b"three", bytes(64), "sha256"),
    ]
    assert recover(tokens, SMALL_EXPONENTS) is None


@pytest.mark.parametrize(("name", "length"), [("sha999", 64), ("sha512", 64), ("", 64)])
def test_unusable_hash_gives_nothing(name, length):
    assert recover([SignedText(b"one", b"x" * length, name), SignedText(b"two", b"y" * length, name)], (3,)) is None


@pytest.mark.parametrize(("tokens", "reason"), [
    ([], "two tokens"),
    ([(b"one", bytes(64))], "two tokens"),
    ([(b"one", bytes(64)), (b"one", bytes(64))], "two tokens"),
    ([(b"one", bytes(64)), (b"two", bytes(65))], "length"),
    ([(b"one", bytes(63)), (b"two", bytes(63))], "too short or too long"),
    ([(b"one", bytes(1025)), (b"two", bytes(1025))], "too short or too long"),
])  # fmt: skip
def test_what_cannot_be_recovered_says_why(tokens, reason):
    with pytest.raises(Unrecoverable, match=reason):
        distinct_texts(SignedText(text, signature, "sha256") for text, signature in tokens)


def test_same_text_counts_once():
    tokens = sign(keys.rsa(bits=1024), b"one", b"two", b"one")
    assert distinct_texts(tokens) == [tokens[2], tokens[1]] == tokens[:2]
