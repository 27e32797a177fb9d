"""The secret ends in a newline on one side only."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.secret import secret_trailing_newline as cause
from jwtriage.model.change import SecretText
from tests.support.example import CLAIMS, Example, assert_explains, diagnose
from tests.support.tokens import sign

SECRET = b"ZMSGkm5LfK7zzYmbSegCSsXhU4dtwETv"


def example() -> Example:
    """The verifier's file was written by an editor that ends every file with a newline."""
    return Example(sign(CLAIMS, SECRET, "HS256"), {"jwt.key": SECRET + b"\n"}, ("--verifier", "jwt.key"), ("secret-trailing-newline",))


def test_example_is_proven() -> None:
    """The one change explains it, and nothing else is accused."""
    assert_explains(example())


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\n\n"])
def test_the_issuer_has_the_newline(end: bytes) -> None:
    """The other way round: the signer's copy has the line end."""
    assert_explains(Example(sign(CLAIMS, SECRET + end, "HS256"), {"k": SECRET}, ("--verifier", "k"), ("secret-trailing-newline",)))


@pytest.mark.parametrize("verifier", [SECRET, SECRET + b"\n"])
def test_both_sides_agree(verifier: bytes) -> None:
    """Near miss: the same text on both sides is valid, with or without a newline."""
    report = diagnose(Example(sign(CLAIMS, verifier, "HS256"), {"k": verifier}, ("--verifier", "k"), ()))
    assert report["verdict"] == "valid"


def test_a_space_is_another_cause() -> None:
    """Near miss: a final space is not a newline."""
    report = diagnose(Example(sign(CLAIMS, SECRET, "HS256"), {"k": SECRET + b" "}, ("--verifier", "k"), ()))
    assert "secret-trailing-newline" not in [found["id"] for found in report["causes"]]


@given(st.binary(min_size=1, max_size=80))
def test_any_secret_is_restored(secret: bytes) -> None:
    """For any secret, one of the proposals undoes the newline, and one puts it on."""
    undone = [change.text for change in cause.propose_secret(SecretText(secret + b"\n", None, True, 64))]
    done = [change.text for change in cause.propose_secret(SecretText(secret, None, True, 64))]
    assert secret.removesuffix(b"\r") in undone
    assert secret + b"\n" in done


def test_with_a_fault_of_another_family() -> None:
    """A pair: the newline, and the token still carries the word Bearer."""
    token = b"Bearer " + sign(CLAIMS, SECRET, "HS256")
    assert_explains(Example(token, {"k": SECRET + b"\n"}, ("--verifier", "k"), ("bearer-prefix-or-wrapping", "secret-trailing-newline")))
