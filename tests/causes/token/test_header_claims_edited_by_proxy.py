"""A proxy or application changed the header after signing."""

import json
from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.token import header_claims_edited_by_proxy as cause
from tests.support.documents import jwk, jwks
from tests.support.example import CLAIMS, Example, assert_explains
from tests.support.keys import rsa
from tests.support.token_faults import SECRET, found, issued, parts, received, texts
from tests.support.tokens import compact_json, segment

ID = "header-claims-edited-by-proxy"
HEADER = {"alg": "HS256", "typ": "JWT"}


def edited(header: object, alg: str = "HS256", **signed) -> bytes:
    """Return a token with another header than the one that was signed."""
    _, payload, signature = parts(issued(alg, **signed))
    return b".".join((segment(header.encode() if isinstance(header, str) else compact_json(header)), payload, signature))


def example() -> Example:
    """A gateway adds the kid that it would like to see."""
    return received(edited({**HEADER, "kid": "2027"}), ID)


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize(
    "header",
    [
        {"kid": "2027", **HEADER},
        {**HEADER, "kid": "2027", "x5t": "abc"},
        {"alg": "HS256"},
        {"typ": "JWT", "alg": "HS256"},
        {"alg": "HS256", "typ": "at+jwt"},
        json.dumps({**HEADER, "kid": "2027"}),
    ],
)
def test_edits(header: object) -> None:
    assert_explains(received(edited(header), ID))


@pytest.mark.parametrize("alg", ["RS256", "ES256", "EdDSA"])
def test_public_keys(alg: str) -> None:
    assert_explains(received(edited({"alg": alg, "typ": "JWT", "kid": "k"}, alg), ID, alg=alg))


def test_the_kid_was_taken_out() -> None:
    """It is looked up in the verifier's set."""
    token = edited({"alg": "RS256", "typ": "JWT"}, "RS256", kid="a")
    assert_explains(Example(token, {"jwks.json": jwks(jwk(rsa(), kid="a"))}, ("--verifier", "jwks.json"), (ID,)))


def test_other_spaces_are_another_cause() -> None:
    """Near miss: the same members in the same order, written with spaces."""
    assert found(received(edited(json.dumps(HEADER)))) == ["payload-reserialised"]


@pytest.mark.parametrize("text", [b"Bearer " + issued(), issued() + b"\n", issued()[:-3], b"", b"a.b.c"])
def test_unsound_tokens_are_left_alone(text: bytes) -> None:
    assert texts(cause, text) == []


@drawn(st.sampled_from(["kid", "x5t", "cty", "jku"]), st.text(max_size=12), st.integers(0, 2))
def test_any_member_is_taken_out(name: str, value: str, place: int) -> None:
    members = list(HEADER.items())
    members.insert(place, (name, value))
    assert issued() in texts(cause, edited(dict(members)))


@drawn(st.permutations(["alg", "typ", "kid"]))
def test_any_order(order: list[str]) -> None:
    header = {**HEADER, "kid": "k"}
    token = edited({name: header[name] for name in order}, kid="k")
    assert issued(kid="k") in [token, *texts(cause, token)]


def test_with_another_payload() -> None:
    """A pair within the family: the gateway wrote the payload again, too."""
    header, _, signature = parts(edited({**HEADER, "kid": "2027"}))
    spaced = segment(json.dumps(CLAIMS).encode())
    assert_explains(received(b".".join((header, spaced, signature)), ID, "payload-reserialised"))


@pytest.mark.parametrize(("alg", "other"), [("HS256", "none"), ("HS256", "HS512"), ("RS256", "HS256"), ("ES256", "none"), ("EdDSA", "ES256")])
def test_another_algorithm_in_its_place(alg: str, other: str) -> None:
    """Whoever tries what a verifier takes; the signature still covers the first name."""
    assert_explains(received(edited({**HEADER, "alg": other}, alg), ID, alg=alg))


def test_both_sides_at_fault() -> None:
    assert_explains(replace(received(edited({**HEADER, "kid": "2027"}), ID, "secret-trailing-newline"), files={"key": SECRET + b"\n"}))
