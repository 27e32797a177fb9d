"""The issuer goes on signing with the old key after a new one exists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.choice import issuer_still_signs_with_old_key as cause
from tests.support.example import NOW, Example, assert_explains
from tests.support.keys import SECRET
from tests.support.stories import claims, signed, story, swapped

NEW = b"the-secret-that-nobody-signs-with-yet-4711"
FRESH = signed(claims(iat=NOW - 5), SECRET, "HS256")


def example() -> Example:
    """A token issued five seconds ago verifies with the previous secret."""
    return story(FRESH, "issuer-still-signs-with-old-key", held={"secret-v2.key": NEW}, elsewhere={"secret-v1.key": SECRET})


def test_example_is_proven() -> None:
    assert_explains(example())


def found(token: bytes, verifier: str = "v2.key", signer: str = "v1.key") -> bool:
    return bool(list(cause.choose(swapped(token, (verifier, NEW), (signer, SECRET)))))


@given(st.integers(-10_000, 10_000))
def test_only_fresh_tokens_tell(age: int) -> None:
    assert found(signed(claims(iat=NOW - age), SECRET, "HS256")) == (0 <= age <= cause.FRESH)


@pytest.mark.parametrize("issued", [None, "today", True, [NOW]])
def test_a_token_without_a_time_accuses_nobody(issued: object) -> None:
    assert not found(signed(claims(iat=issued), SECRET, "HS256"))


def test_a_newer_key_accuses_nobody() -> None:
    """Near miss: the token carries the newer key; the verifier is behind."""
    assert not found(FRESH, "v1.key", "v2.key")
    assert not found(FRESH, "a.key", "b.key")


def test_with_a_fault_of_another_family() -> None:
    causes = ("bearer-prefix-or-wrapping", "issuer-still-signs-with-old-key")
    assert_explains(story(b"Bearer " + FRESH, *causes, held={"v2.key": NEW}, elsewhere={"v1.key": SECRET}))
