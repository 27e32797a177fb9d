"""The token was edited in a web debugger, which signed it again with its sample key."""

from tests.support.example import Example, assert_explains
from tests.support.secrets import SECRET, explains, pair


def example() -> Example:
    """A claim was edited in the page, which signed with its sample secret."""
    return pair(b"your-256-bit-secret", SECRET, "token-resigned-by-debugger")


def test_example_is_proven_and_anyone_could_sign() -> None:
    report = assert_explains(example())
    assert report["signer"]["how"] == "anyone"


def test_the_newer_sample_secret() -> None:
    explains(b"a-string-secret-at-least-256-bits-long", SECRET, "token-resigned-by-debugger")


def test_other_defaults_are_another_cause() -> None:
    explains(b"changeme", SECRET, "secret-default-or-placeholder")
