"""The secret is cut at a NUL octet."""

from base64 import b64encode

from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.secret import secret_nul_truncated as cause
from tests.support.example import Example, assert_explains
from tests.support.secrets import RANDOM, SECRET, explains, pair, proposals

WITH_NUL = RANDOM[:20] + b"\0" + RANDOM[21:]


def example() -> Example:
    """The signer's module measures the decoded key with ``strlen``."""
    return pair(WITH_NUL[:20], b64encode(WITH_NUL), "secret-nul-truncated", where="k?encoding=base64")


def test_example_is_proven() -> None:
    assert_explains(example())


def test_nul_only_at_the_end_is_padding() -> None:
    assert proposals(cause, SECRET + b"\0\0") == set()


def test_text_has_none() -> None:
    assert proposals(cause, SECRET) == set()


@given(st.binary(min_size=1, max_size=30).filter(lambda octets: b"\0" not in octets), st.binary(min_size=1, max_size=30))
def test_any_secret_is_cut_at_the_first(before: bytes, behind: bytes) -> None:
    assert proposals(cause, before + b"\0" + behind + b"x") == {before}


def test_with_base64_decoded_by_the_signer_only() -> None:
    explains(WITH_NUL[:20], b64encode(WITH_NUL), "secret-nul-truncated", "secret-base64-decoded-one-side")
