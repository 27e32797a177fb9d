"""The token was signed with its base64 padding."""

import json
from base64 import urlsafe_b64encode
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.provider import padding_is_part_of_signing_input as cause
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from tests.support.example import CLAIMS, Example, assert_explains, diagnose
from tests.support.keys import SECRET, ec, public_pem
from tests.support.stories import story
from tests.support.tokens import sign, signature_of


def padded(alg: str, key, *, signature_too: bool = True, sub: str = "u") -> bytes:
    """Sign header and payload written with their padding, as the load balancer does."""
    parts = ({"alg": alg, "typ": "JWT", "kid": "alb"}, {**CLAIMS, "sub": sub})
    signing_input = b".".join(urlsafe_b64encode(json.dumps(part).encode()) for part in parts)
    signature = urlsafe_b64encode(signature_of(signing_input, key, alg))
    return signing_input + b"." + (signature if signature_too else signature.rstrip(b"="))


def example() -> Example:
    """The token of an AWS load balancer."""
    return story(padded("ES256", ec()), "padding-is-part-of-signing-input", held={"alb.pem": public_pem(ec())})


def test_example_is_proven() -> None:
    assert b"=" in TokenText.read(example().token).signing_input
    assert_explains(example())


@pytest.mark.parametrize("signature_too", [True, False])
@pytest.mark.parametrize("sub", ["u", "uu", "uuu"])
def test_shared_secrets_and_every_length(sub: str, *, signature_too: bool) -> None:
    assert_explains(replace(example(), token=padded("HS256", SECRET, signature_too=signature_too, sub=sub), files={"alb.pem": SECRET}))


def test_padding_that_was_not_signed_is_another_cause() -> None:
    """Near miss: the same look, but the signature covers the bare text."""
    header, payload, signature = sign(CLAIMS, SECRET, "HS256").split(b".")
    token = header + b"." + payload + b"=" * (-len(payload) % 4) + b"." + signature + b"="
    found = [found["id"] for found in diagnose(story(token, held={"k": SECRET}))["causes"] if found["certainty"] == "proven"]
    assert found == ["padding-added-in-transit"]


def test_a_token_without_padding_is_left_alone() -> None:
    token = sign(CLAIMS, SECRET)
    assert not list(cause.propose_token(TokenText.read(token), Case(token)))


@given(st.binary(max_size=40), st.binary(max_size=40), st.binary(max_size=40))
def test_what_was_received_is_what_is_verified(header: bytes, payload: bytes, signature: bytes) -> None:
    """For any three segments the signing input stays as it came."""
    text = b".".join(urlsafe_b64encode(part) for part in (header, payload, signature))
    proposed = list(cause.propose_token(TokenText.read(text), Case(text)))
    assert len(proposed) == (b"=" in text.rpartition(b".")[0])
    assert all(change.token.signing_input == text.rpartition(b".")[0] for change in proposed)


def test_with_a_fault_of_another_family() -> None:
    token = padded("HS256", SECRET)
    assert_explains(story(token, "padding-is-part-of-signing-input", "secret-trailing-newline", held={"k": SECRET + b"\n"}))
