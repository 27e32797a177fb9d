"""The payload is detached or not encoded, and the two sides disagree about it."""

from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.token import detached_or_unencoded_payload as cause
from jwtriage.model.case import Case
from tests.support.example import Example, assert_explains, diagnose
from tests.support.token_faults import SECRET, issued, received, signer, signing_inputs, signs
from tests.support.tokens import compact_json, segment, signature_of

ID = "detached-or-unencoded-payload"
BODY = '{"amount": 42, "to": "Zoë"}'.encode()
PLAIN = {"b64": False, "crit": ["b64"]}


def detached(content: bytes, alg: str = "HS256", carried: bytes = b"", **members) -> bytes:
    """Return a token signed over ``content`` as it stands behind the dot."""
    header = segment(compact_json({"alg": alg, **members}))
    return b".".join((header, carried, segment(signature_of(header + b"." + content, signer(alg), alg))))


def delivered(token: bytes, *causes: str, body: bytes = BODY, alg: str = "HS256", **members) -> Example:
    """Make the example of a webhook: the token in a header, the body beside it."""
    return received(token, *causes, alg=alg, files={"body": body}, more=("--payload", "body"), **members)


def example() -> Example:
    """The sender signs the raw body, the header does not say so."""
    return delivered(detached(BODY), ID)


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("alg", ["HS256", "RS256", "ES256", "EdDSA"])
def test_the_header_says_raw_and_the_encoded_body_was_signed(alg: str) -> None:
    assert_explains(delivered(detached(segment(BODY), alg, **PLAIN), ID, alg=alg))


def test_a_newline_behind_the_body() -> None:
    assert_explains(delivered(detached(segment(BODY)), ID, body=BODY + b"\n"))


@pytest.mark.parametrize(("content", "members"), [(segment(BODY), {}), (BODY, PLAIN)])
def test_both_sides_agree(content: bytes, members: dict) -> None:
    """Near miss: RFC 7515 appendix F, and RFC 7797."""
    assert diagnose(delivered(detached(content, **members)))["verdict"] == "valid"


def test_the_raw_payload_was_signed_and_travels_encoded() -> None:
    claims = compact_json({"exp": 4_102_444_800})
    assert_explains(received(detached(claims, carried=segment(claims), **PLAIN), ID))


def test_without_the_body_it_is_likely() -> None:
    assert signs(cause, detached(segment(BODY))) == ["likely"]
    assert signs(cause, detached(BODY, carried=segment(BODY), **PLAIN)) == ["possible"]
    assert signs(cause, issued()) == []


@drawn(st.binary(min_size=1, max_size=60))
def test_any_body(body: bytes) -> None:
    """Both forms are tried, whichever the header asks for."""
    for members in ({}, PLAIN):
        token = detached(body, **members)
        header = token.partition(b".")[0]
        inputs = signing_inputs(cause, token, Case(token, payload=body))
        assert {header + b"." + body, header + b"." + segment(body)} <= set(inputs)


def test_an_ordinary_token_is_left_alone() -> None:
    assert signing_inputs(cause, issued()) == []


def test_both_sides_at_fault() -> None:
    assert_explains(replace(delivered(detached(BODY), ID, "secret-trailing-newline"), files={"key": SECRET + b"\n", "body": BODY}))
