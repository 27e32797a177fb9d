"""The RSA key is shorter than 2048 bits."""

from tests.support.documents import given
from tests.support.example import Example, assert_explains, diagnose
from tests.support.keys import public_pem, rsa
from tests.support.tokens import CLAIMS, sign


def example() -> Example:
    """A key of 1024 bits verifies: the verdict is valid, with a note."""
    token = sign(CLAIMS, rsa("short", 1024), "RS256")
    return given(public_pem(rsa("short", 1024)), "rsa-key-below-minimum", token=token, verdict="valid", certainty="likely")


def test_example_is_noted() -> None:
    found = assert_explains(example())["causes"][0]
    assert found["severity"] == "note"


def test_a_key_of_2048_bits() -> None:
    assert diagnose(given(public_pem(rsa())))["causes"] == []
