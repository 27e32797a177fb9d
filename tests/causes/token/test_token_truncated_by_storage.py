"""The token was cut off by a column, a form field or a buffer."""

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.token import token_truncated_by_storage as cause
from tests.support.example import CLAIMS, Example, assert_explains
from tests.support.token_faults import found, issued, received, signs

ID = "token-truncated-by-storage"
LONG = issued("RS256", {**CLAIMS, "scope": "read " * 400})


def example() -> Example:
    """A column of 255 characters."""
    return received(LONG[:255], ID, alg="RS256", certainty="likely")


def test_example_is_likely() -> None:
    assert_explains(example())


@pytest.mark.parametrize("length", [128, 256, 500, 1000, 1024, 2000, 2048])
def test_usual_limits(length: int) -> None:
    assert_explains(received(LONG[:length], ID, alg="RS256", certainty="likely"))


@pytest.mark.parametrize("lost", [2, 5, 10, 20, 30])
def test_the_rest_of_a_mac_proves_it(lost: int) -> None:
    """The key makes a signature that begins with what is left."""
    assert_explains(received(issued()[:-lost], ID))


@pytest.mark.parametrize("alg", ["RS256", "ES256", "EdDSA"])
def test_a_cut_signature_is_likely(alg: str) -> None:
    assert signs(cause, issued(alg)[:-30]) == ["likely"]


def test_without_a_third_segment() -> None:
    header, payload, _ = issued().split(b".")
    assert signs(cause, header + b"." + payload) == ["likely"]
    assert signs(cause, header) == ["likely"]


@pytest.mark.parametrize("token", [issued(), issued("ES256"), issued("EdDSA"), LONG, b"", b"opaque", b"gho_0123456789abcdef"])
def test_whole_tokens_and_other_texts(token: bytes) -> None:
    """Near miss: a signature of full length, or no token at all."""
    assert signs(cause, token) == []


def test_a_mask_is_no_cut() -> None:
    """Near miss: the signature was taken off on purpose, for a log."""
    header, payload, _ = issued().split(b".")
    assert found(received(header + b"." + payload + b".<32 octets>")) == []


def test_a_scheme_before_a_token_without_its_end() -> None:
    """In front of it stands what every header has; other dots than its own are another matter."""
    head = issued().rpartition(b".")[0]
    assert signs(cause, b"Bearer " + head) == ["likely"]
    assert signs(cause, head.replace(b".", b",")) == []


def test_a_signature_with_other_characters_in_it_is_no_cut() -> None:
    """Near miss: something stands behind the token, or its hyphens became dashes."""
    for text in (issued() + b"; Path=/", issued("RS256")[:-40] + "–".encode() + issued("RS256")[-30:]):
        assert signs(cause, text) == []


@drawn(st.sampled_from(["HS256", "RS256", "ES256"]), st.integers(12, 30).filter(lambda lost: lost not in (16, 21)))
def test_any_cut(alg: str, lost: int) -> None:
    assert signs(cause, issued(alg)[:-lost]) == ["likely"]


def test_with_a_scheme_in_front() -> None:
    assert_explains(received(b"Bearer " + issued()[:-11], "bearer-prefix-or-wrapping", ID))
