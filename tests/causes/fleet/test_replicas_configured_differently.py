"""The replicas were given different keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.fleet import replicas_configured_differently as cause
from tests.support.example import Example, assert_explains
from tests.support.keys import SECRET
from tests.support.stories import CLAIMS, signed, story, swapped

TOKEN = signed(CLAIMS, SECRET, "HS256")
OTHER = b"what-the-second-node-was-given-by-hand-0815"


def example() -> Example:
    """Two nodes built by hand."""
    return story(TOKEN, "replicas-configured-differently", held={"node-b/jwt.key": OTHER}, elsewhere={"node-a/jwt.key": SECRET})


def test_example_is_proven() -> None:
    assert_explains(example())


def test_two_named_verifiers() -> None:
    """Each is judged, and the other's key explains the failure."""
    arguments = ("--verifier", "blue=blue/jwt.key", "--verifier", "green=green/jwt.key")
    made = Example(TOKEN, {"blue/jwt.key": SECRET, "green/jwt.key": OTHER}, arguments, ("replicas-configured-differently",))
    assert {name: each["verdict"] for name, each in assert_explains(made)["verifiers"].items()} == {"blue": "valid", "green": "explained"}


def test_numbers_of_verifiers_in_use_are_no_versions() -> None:
    """Two replicas of one service, each with a file of its own; as candidates, the numbers could be versions."""
    arguments = ("--verifier", "one=orders-1.env#JWT_SECRET", "--verifier", "five=orders-5.env#JWT_SECRET")
    files = {"orders-1.env": b"JWT_SECRET=" + SECRET, "orders-5.env": b"JWT_SECRET=" + OTHER}
    assert_explains(Example(TOKEN, files, arguments, ("replicas-configured-differently",)))


def found(verifier: str, signer: str) -> bool:
    return bool(list(cause.choose(swapped(TOKEN, (verifier, OTHER), (signer, SECRET)))))


SIBLINGS = [
    ("app1.env#JWT_SECRET", "app2.env#JWT_SECRET"),
    ("replica_1.key", "replica_2.key"),
    ("primary/jwt.key", "secondary/jwt.key"),
    ("proc/orders-7d9f8b6c54-x2x4q", "proc/orders-7d9f8b6c54-k8s9p"),
    ("10.0.0.1/jwt.key", "10.0.0.12/jwt.key"),
]


@pytest.mark.parametrize(("verifier", "signer"), SIBLINGS)
def test_names_of_siblings(verifier: str, signer: str) -> None:
    assert found(verifier, signer)


@pytest.mark.parametrize(
    ("verifier", "signer"),
    [("a.key", "b.key"), ("api.key", "web.key"), ("node-a/old.key", "node-b/new.key"), ("v1.key", "v2.key"), ("api-1.key", "web-1.key")],
)
def test_other_names_accuse_nobody(verifier: str, signer: str) -> None:
    """Near miss: two services, two keys, two versions."""
    assert not found(verifier, signer)


@given(st.text(max_size=30))
def test_one_place_has_no_sibling(place: str) -> None:
    assert not found(place, place)


def test_with_a_fault_of_another_family() -> None:
    pair = ("bearer-prefix-or-wrapping", "replicas-configured-differently")
    assert_explains(story(b"Bearer " + TOKEN, *pair, held={"node-b/jwt.key": OTHER}, elsewhere={"node-a/jwt.key": SECRET}))
