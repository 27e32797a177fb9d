"""Secrets that are tried on many tokens."""

import hmac

import pytest

from jwtriage.diagnosis import selection as module
from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.chain import seen_text
from jwtriage.diagnosis.selection import NOTHING, Selection

SECRETS = (b"one", b"two", b"three")


@pytest.mark.parametrize("most", [10, 2])
@pytest.mark.parametrize("hash_name", ["sha256", "sha512"])
def test_the_secret_that_matches_comes_with_how_it_was_reached(monkeypatch, most: int, hash_name: str) -> None:
    """Prepared, or where they are too many, as they are."""
    monkeypatch.setattr(module, "MOST_PREPARED", most)
    made, budget = Selection((octets == b"two", seen_text(octets, None)) for octets in SECRETS), Budget(9)
    for _ in range(2):
        found = made.first_match(hash_name, b"text", hmac.digest(b"two", b"text", hash_name), budget)
        assert found is not None
        assert (found[0], found[1].octets) == (True, b"two")
    assert made.first_match(hash_name, b"text", hmac.digest(b"four", b"text", hash_name), budget) is None
    assert budget.variants == 9


def test_of_nothing_nothing_matches() -> None:
    assert NOTHING.first_match("sha256", b"", hmac.digest(b"", b"", "sha256"), Budget(9)) is None
