"""Copies of one key, and strangers."""

from jwtriage.diagnosis.budget import Budget
from jwtriage.diagnosis.chain import seen_text
from jwtriage.diagnosis.copies import steps_between
from jwtriage.diagnosis.hit import Hit
from jwtriage.forensics.recipe import recipe_for
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from tests.support.case import seen
from tests.support.keys import SECRET, public_pem, rsa
from tests.support.tokens import sign


def ids(signer: bytes, verifier: bytes) -> list[str] | None:
    """Name the causes between the verifier's text and the secret that verifies."""
    token, sighting = TokenText.read(sign(key=signer)), seen(signer, "signer")
    hit = Hit(token, Key.from_secret(signer), recipe_for("HS256"), (), True, seen_text(signer, sighting), sighting)
    steps = steps_between(hit, (seen(verifier, verifier=""),), Budget(5))
    return None if steps is None else [step.cause.id for step in steps]


def test_copies_of_a_secret():
    assert ids(SECRET, SECRET + b"\n") == ["secret-trailing-newline"]
    assert ids(SECRET, SECRET.hex().encode()) == ["secret-hex-vs-text"]
    assert ids(SECRET, SECRET[:-9]) == ["secret-truncated"]


def test_strangers_are_no_copies():
    assert ids(SECRET, b"quite-another-secret-of-this-house") is None


def cut(text: bytes) -> list[str] | None:
    """Name the causes between a verifier's document and the sound one."""
    whole = seen(public_pem(rsa()), "whole.pem")
    hit = Hit(TokenText.read(sign(key=rsa(), alg="RS256")), Key.from_public(rsa().public_key()), recipe_for("RS256"), (), True, None, whole)
    steps = steps_between(hit, (seen(text, verifier=""),), Budget(5))
    return None if steps is None else [step.cause.id for step in steps]


def test_a_document_may_be_the_beginning_of_another():
    assert cut(public_pem(rsa())[:200]) == ["secret-truncated"]


def test_a_short_or_another_document_is_not():
    assert cut(public_pem(rsa())[:30]) is None
    assert cut(public_pem(rsa())) is None
    assert cut(public_pem(rsa("b"))[:200]) is None
