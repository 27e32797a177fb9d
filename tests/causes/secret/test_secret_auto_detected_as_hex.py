"""A library takes the secret for hexadecimal because it looks like it."""

from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.secret import secret_auto_detected_as_hex as cause
from tests.support.example import Example, assert_explains
from tests.support.secrets import RANDOM, explains, pair, proposals


def example() -> Example:
    """jsrsasign signs with the octets ``aaa``, the verifier takes the six digits."""
    return pair(b"aaa", b"616161", "secret-auto-detected-as-hex")


def test_example_is_proven() -> None:
    assert_explains(example())


def test_one_other_character_ends_it() -> None:
    assert b"aaa" not in proposals(cause, b"61616g")
    assert b"aa" not in proposals(cause, b"61616")


def test_a_key_in_hexadecimal_is_another_cause() -> None:
    assert proposals(cause, RANDOM.hex().encode()) == set()


@given(st.binary(min_size=1, max_size=15))
def test_any_short_octets_both_ways(secret: bytes) -> None:
    assert secret.hex().encode() in proposals(cause, secret)
    assert secret in proposals(cause, secret.hex().encode())


def test_with_quotes() -> None:
    explains(bytes.fromhex("beefcafe00"), b'"beefcafe00"', "secret-quotes-kept", "secret-auto-detected-as-hex")
