"""Whether one place holds the predecessor of what another holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.jose.secret import Secret
from jwtriage.model.case import Origin, Sighting
from jwtriage.model.predecessor import is_older


def sighting(place: str, **labels: str) -> Sighting:
    return Sighting(Secret(b"k"), Origin(*place.partition("#")[::2]), labels=labels)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("jwt-old.key", "jwt.key"),
        ("jwt.key", "jwt-new.key"),
        ("old.key", "new.key"),
        (".env#KEY_PREVIOUS", ".env#KEY"),
        ("v1.key", "v2.key"),
        ("v9.key", "v10.key"),
        ("2026-08.key", "2026-11.key"),
        ("before/k", "after/k"),
    ],
)
def test_order(first: str, second: str):
    assert is_older(sighting(first), sighting(second))
    assert not is_older(sighting(second), sighting(first))


@pytest.mark.parametrize(
    ("first", "second"), [("a", "b"), ("bold", "gold"), ("key1", "key2"), ("v1.key", "v2.pem"), ("old/v1", "old/v1"), ("renew", "k")]
)
def test_no_order(first: str, second: str):
    assert not is_older(sighting(first), sighting(second))


def test_labels_of_a_store():
    assert is_older(sighting("k", stage="AWSPREVIOUS"), sighting("k", stage="AWSCURRENT"))
    assert is_older(sighting("k", version="3"), sighting("k", version="12"))


def test_nothing_is_not_older():
    assert not is_older(None, sighting("new"))
    assert not is_older(sighting("old"), None)


@given(st.text(), st.text())
def test_never_both(first: str, second: str):
    assert not (is_older(sighting(first), sighting(second)) and is_older(sighting(second), sighting(first)))
