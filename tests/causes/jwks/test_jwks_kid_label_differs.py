"""The token names the key by another kid than the set does."""

import hashlib
from base64 import urlsafe_b64encode

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.jwks import jwks_kid_label_differs as cause
from jwtriage.jose.keys import Key
from tests.support.documents import choice, given_set, is_read, jwk, jwks, proposals, sighting
from tests.support.example import Example, assert_explains
from tests.support.keys import public_der, rsa

KEY = Key.from_public(rsa().public_key())
DIGEST = hashlib.sha256(public_der(rsa())).digest()


def labelled(published: str | None, carried: str) -> list[str]:
    """Return the facts for a set that publishes the key under one kid and a token that carries another."""
    members = jwk(rsa()) if published is None else jwk(rsa(), kid=published)
    own = sighting(jwks(jwk(rsa("b"), kid="other"), members))
    return list(cause.choose(choice(own, own, rsa(), kid=carried)))


def example() -> Example:
    """The token carries the RFC 7638 thumbprint, the set a name."""
    return given_set(jwk(rsa("b"), kid="2026-01"), jwk(rsa(), kid="2026-02"), causes=("jwks-kid-label-differs",), kid=KEY.thumbprint)


def test_example_is_proven() -> None:
    assert_explains(example())


def test_a_single_key_under_another_name() -> None:
    assert_explains(given_set(jwk(rsa(), kid="a"), causes=("jwks-kid-label-differs",), kid="b"))


def test_a_number_as_kid() -> None:
    assert_explains(given_set(jwk(rsa(), kid=7), causes=("jwks-kid-label-differs",), kid="7"))
    assert [is_read(text, rsa()) for text in proposals(cause, jwks(jwk(rsa(), kid=7)))] == [True]
    assert proposals(cause, jwks(jwk(rsa(), kid=True), jwk(rsa(), kid="7"))) == []


@pytest.mark.parametrize(
    ("published", "carried", "relation"),
    [
        ("a", KEY.thumbprint, "RFC 7638"),
        ("a", DIGEST.hex(), "SubjectPublicKeyInfo, hexadecimal"),
        ("a", DIGEST.hex().upper(), "SubjectPublicKeyInfo, hexadecimal"),
        ("a", urlsafe_b64encode(DIGEST).decode(), "SubjectPublicKeyInfo, base64url"),
        ("Key-1", "key-1", "other letters"),
        ("key-1", "key-1.pem", "file"),
        ("key-1", "did:web:id.example#key-1", "prefix"),
        ("00112233445566778899aabbccddeeff", "ABEiM0RVZneImaq7zN3u_w", "another encoding"),
        (None, "a", "no kid"),
        ("one", "two", "'one'"),
    ],
)
def test_the_relation_is_named(published: str | None, carried: str, relation: str) -> None:
    facts = labelled(published, carried)
    assert len(facts) == 1
    assert relation in facts[0]


@drawn(st.text(max_size=40), st.text(max_size=40))
def test_any_two_names(published: str, carried: str) -> None:
    """Whatever the names are, they are the cause exactly when no key has the token's."""
    assert bool(labelled(published, carried)) == (carried not in (published, "other"))


def test_a_kid_that_names_another_key_is_a_lie() -> None:
    """Near miss: the kid is in the set, for another key."""
    assert labelled("a", "other") == []


def test_with_a_fault_of_the_key() -> None:
    causes = ("jwk-modulus-leading-zero", "jwks-kid-label-differs")
    numbers = rsa().public_key().public_numbers()
    padded = jwk(rsa(), kid="a", n=urlsafe_b64encode(numbers.n.to_bytes(257)).rstrip(b"=").decode())
    assert_explains(given_set(jwk(rsa("b"), kid="b"), padded, causes=causes, kid="zz"))
