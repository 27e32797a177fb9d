"""Which public keys are tried on a token."""

import pytest

from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.key_ring import WIDE, KeyRing
from jwtriage.forensics.recipe import recipe_for
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from tests.support.case import seen
from tests.support.documents import jwk, jwks
from tests.support.keys import ec as named
from tests.support.keys import ed25519, public_pem, rsa
from tests.support.tokens import CLAIMS, sign


def ec(name: str = "a"):
    return named("P-256", name)


RS, ES = (TokenText.read(sign(CLAIMS, key, alg)) for key, alg in ((rsa(), "RS256"), (ec(), "ES256")))
OWN = (seen(public_pem(rsa()), "own.pem", verifier=""),)
OTHERS = (seen(public_pem(rsa("b")), "other.pem"), seen(public_pem(ec()), "ec.pem"), seen(public_pem(rsa()), "copy.pem"))


def public(key) -> Key:
    return Key.from_public(key.public_key())


def ring(token: TokenText, own=OWN, others=OTHERS) -> KeyRing:
    return KeyRing(own, others, token, Budget(5))


def test_only_keys_of_the_kind_that_the_algorithm_needs() -> None:
    made = ring(RS)
    assert [node.key for node in made.own(RS)] == [public(rsa())]
    seen_elsewhere = [node.key for node in made.others(RS) if node.sighting is not None]
    assert seen_elsewhere == [public(rsa("b"))]  # the copy of the verifier's own key is no other key
    assert [node.key for node in made.others(ES) if node.sighting is not None] == [public(ec())]


def test_without_a_change_left_only_the_verifiers_keys() -> None:
    assert {node.key for node in ring(RS).nodes(RS, 0, False)} == {public(rsa())}
    assert public(rsa("b")) in {node.key for node in ring(RS).nodes(RS, 1, False)}


def test_well_known_keys_are_tried_on_the_token_as_received_only() -> None:
    made = ring(RS)
    assert any(node.sighting is None for node in made.nodes(RS, 1, False))
    assert not any(node.sighting is None for node in made.nodes(RS, 1, True))


@pytest.mark.parametrize(("key", "may"), [(rsa(), True), (rsa("b"), False)])
def test_an_rsa_key_that_does_not_open_the_signature_is_not_verified_with(key, may: bool) -> None:
    assert ring(RS).may_verify(RS, public(key), recipe_for("RS256")) is may


def test_an_opened_signature_is_compared_by_its_digest() -> None:
    header, payload, signature = RS.text.split(b".")
    other = TokenText.read(header + b"." + payload + b"A." + signature)
    assert not ring(RS).may_verify(other, public(rsa()), recipe_for("RS256"))


def test_few_ec_keys_are_simply_tried_and_other_families_too() -> None:
    assert ring(ES).may_verify(ES, public(ec("b")), recipe_for("ES256"))
    assert ring(RS).may_verify(RS, public(ed25519()), recipe_for("EdDSA"))


def test_many_ec_keys_are_asked_by_recovery() -> None:
    others = (seen(jwks(*(jwk(ec(name)) for name in "abcde"))),)
    made = ring(ES, (), others)
    assert [name for name in "abcde" if made.may_verify(ES, public(ec(name)), recipe_for("ES256"))] == ["a"]


def test_of_an_inventory_only_what_the_signature_points_at() -> None:
    others = (seen(jwks(*(jwk(ec(str(number))) for number in range(WIDE)), jwk(ec()))),)
    made = ring(ES, (), others)
    assert made.is_inventory
    assert [node.key for node in made.pointed_at(ES)] == [public(ec())]
    assert [node.key for node in made.nodes(ES, 1, True)] == [public(ec())]


def test_keys_are_counted_once() -> None:
    assert ring(RS).count == ring(RS, OWN, (*OTHERS, *OTHERS)).count
