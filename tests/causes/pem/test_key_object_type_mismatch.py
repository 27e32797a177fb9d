"""The key has the wrong type in the program for the algorithm."""

from jwtriage.causes.registry import CAUSES
from jwtriage.model.cause import HOOKS


def test_it_is_a_page_without_hooks() -> None:
    """The type shows in the program, neither in the token nor in the key: nothing may be accused from these."""
    cause = CAUSES["key-object-type-mismatch"]
    assert all(getattr(cause, hook) is None for hook in HOOKS)
    assert "[]byte" in cause.remedy
