"""A secret that is too short was padded in another way on each side."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.secret import secret_zero_padded_or_too_short as cause
from tests.support.example import Example, assert_explains, diagnose
from tests.support.secrets import OTHER, explains, pair, proposals

SHORT = b"v3ry-Sh0rt-Key"


def example() -> Example:
    """The signer's key was lengthened with the digit 0 to satisfy a library."""
    return pair(SHORT.ljust(32, b"0"), SHORT, "secret-zero-padded-or-too-short")


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("padded", [(SHORT * 3)[:32], SHORT.ljust(16, b" "), SHORT.ljust(64, b"="), SHORT * 2, SHORT.rjust(32, b"0")])
def test_paddings_of_the_signer(padded: bytes) -> None:
    assert padded in proposals(cause, SHORT)


@pytest.mark.parametrize("padded", [(SHORT * 3)[:32], SHORT.ljust(32, b"0"), SHORT * 2])
def test_paddings_of_the_verifier(padded: bytes) -> None:
    assert SHORT in proposals(cause, padded)


@pytest.mark.parametrize("length", [32, 64])
def test_zero_octets_within_the_block_change_nothing(length: int) -> None:
    """Near miss: HMAC itself pads with them, so the two keys are equal."""
    assert diagnose(pair(SHORT.ljust(length, b"\0"), SHORT))["verdict"] == "valid"


def test_zero_octets_beyond_the_block_make_another_key() -> None:
    explains(SHORT.ljust(100, b"\0"), SHORT, "secret-zero-padded-or-too-short")
    explains(SHORT, SHORT.ljust(100, b"\0"), "secret-zero-padded-or-too-short")


def test_a_secret_of_full_length_is_not_padded() -> None:
    assert all(proposal.endswith(b"\0") for proposal in proposals(cause, OTHER))


@given(st.binary(min_size=4, max_size=20).filter(lambda secret: secret[-1:] != b"0"))
def test_any_short_secret_loses_its_padding(secret: bytes) -> None:
    assert secret in proposals(cause, secret.ljust(32, b"0"))


def test_with_a_newline() -> None:
    explains(SHORT.ljust(32, b"0"), SHORT + b"\n", "secret-trailing-newline", "secret-zero-padded-or-too-short")
