"""A long secret is hashed or cut differently."""

from hashlib import sha256, sha512

from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.secret import secret_longer_than_block as cause
from tests.support.example import Example, assert_explains, diagnose
from tests.support.secrets import OTHER, RANDOM, SECRET, explains, pair, proposals

LONG = SECRET + OTHER + RANDOM.hex().encode()


def example() -> Example:
    """The signer's library cuts a key of more than 64 octets instead of hashing it."""
    return pair(LONG[:64], LONG, "secret-longer-than-block")


def test_example_is_proven() -> None:
    assert_explains(example())


def test_the_key_was_hashed_under_the_wrong_hash() -> None:
    assert_explains(pair(sha256(LONG).digest(), LONG, "secret-longer-than-block", alg="HS512"))


def test_hashing_under_the_right_hash_changes_nothing() -> None:
    """Near miss: HMAC hashes a long key itself (RFC 2104), so both keys are equal."""
    assert diagnose(pair(sha256(LONG).digest(), LONG))["verdict"] == "valid"


def test_a_key_within_the_block_is_left_alone() -> None:
    assert proposals(cause, OTHER) == set()


@given(st.binary(min_size=129, max_size=200))
def test_any_long_key(secret: bytes) -> None:
    assert {secret[:64], secret[:128], sha512(secret).digest()} <= proposals(cause, secret, block=128)


def test_with_quotes() -> None:
    explains(LONG[:64], b'"' + LONG + b'"', "secret-quotes-kept", "secret-longer-than-block")
