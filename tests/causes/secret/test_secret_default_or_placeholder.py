"""One side runs on a default or example secret."""

import pytest

from tests.support.example import CLAIMS, Example, assert_explains
from tests.support.secrets import SECRET, accused, explains, pair
from tests.support.tokens import sign


def example() -> Example:
    """The signer runs on the fallback in its code."""
    return pair(b"changeme", SECRET, "secret-default-or-placeholder")


def test_example_is_proven_and_anyone_could_sign() -> None:
    report = assert_explains(example())
    assert report["signer"]["how"] == "anyone"


@pytest.mark.parametrize("known", [b"secret", b"test", b"keyboard cat"])
def test_known_secrets(known: bytes) -> None:
    explains(known, SECRET, "secret-default-or-placeholder")


def test_an_unknown_secret_accuses_nobody() -> None:
    assert accused(b"Kw2-not-in-any-list-91xQ", SECRET) == set()


def test_with_a_bearer_prefix() -> None:
    token = b"Bearer " + sign(CLAIMS, b"changeme", "HS256")
    assert_explains(Example(token, {"k": SECRET}, ("--verifier", "k"), ("bearer-prefix-or-wrapping", "secret-default-or-placeholder")))
