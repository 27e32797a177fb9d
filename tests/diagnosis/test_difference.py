"""How two copies of one key differ."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.chain import seen_text
from jwtriage.diagnosis.difference import difference

SECRET = b"Yw3kq9-Zr#7$plmXw/tB4vNq8RdSc0uE"


def ids(verifier: bytes, signer: bytes) -> list[str] | None:
    """Return the causes between two copies."""
    steps = difference([seen_text(verifier, None)], [seen_text(signer, None)], 64, Budget(10))
    return None if steps is None else [step.cause.id for step in steps]


@pytest.mark.parametrize(
    ("verifier", "causes"),
    [
        (SECRET + b"\n", ["secret-trailing-newline"]),
        (b'"' + SECRET + b'"', ["secret-quotes-kept"]),
        (SECRET.partition(b"#")[0], ["secret-hash-comment-truncated"]),
        (SECRET[:16], ["secret-truncated"]),
        (b'"' + SECRET + b'"\n', ["secret-trailing-newline", "secret-quotes-kept"]),
    ],
)
def test_the_difference_is_named(verifier: bytes, causes: list[str]) -> None:
    """One or two steps, most specific."""
    assert ids(verifier, SECRET) == causes


def test_strangers_do_not_meet() -> None:
    """Two secrets that share their first letters are no copies: any two texts can be cut to a common beginning."""
    assert ids(b"abc-first-secret-of-the-house-001", b"abd-other-key-quite-different-777") is None


def test_equal_copies_need_no_step() -> None:
    """There is nothing between a text and itself but what leads away and back, which is never asked for."""
    assert ids(SECRET, SECRET) != []


@settings(max_examples=15, deadline=None)
@given(st.binary(min_size=12, max_size=40), st.binary(min_size=12, max_size=40))
def test_random_secrets_are_strangers(one: bytes, other: bytes) -> None:
    """A property: unrelated texts never meet."""
    assert ids(b"1" + one, b"2" + other) is None
