"""Claims, once the signature is good."""

import pytest

from jwtriage.diagnosis.claims import claim_faults
from jwtriage.forensics.token import TokenText
from tests.support.case import case_of
from tests.support.example import CLAIMS, NOW
from tests.support.tokens import sign


def faults(claims: object, **more: object) -> list[str]:
    """Return the causes for claims at the time of the tests."""
    token = sign(claims, b"k", "HS256")
    return [cause for cause, _ in claim_faults(TokenText.read(token), case_of(token, **more))]


@pytest.mark.parametrize(
    ("claims", "more"),
    [
        ({"exp": NOW}, {}),
        ({"nbf": NOW + 1}, {}),
        ({"iat": NOW + 61}, {"leeway": 60}),
        ({"exp": "soon"}, {}),
        ({"exp": True}, {}),
        ({"iss": "a"}, {"issuer": "b"}),
        ({"aud": ["a", "b"]}, {"audience": "c"}),
        ({}, {"audience": "c"}),
    ],
)
def test_what_a_verifier_refuses(claims: dict[str, object], more: dict[str, object]) -> None:
    """Each is one claim fault."""
    assert faults(claims, **more) == ["clock-or-claim-error-read-as-signature"]


@pytest.mark.parametrize(
    ("claims", "more"),
    [
        (CLAIMS, {}),
        ({}, {}),
        ({"exp": NOW - 59}, {"leeway": 60}),
        ({"nbf": NOW}, {}),
        ({"aud": ["a", "b"]}, {"audience": "b"}),
        ({"iss": "a"}, {"issuer": "a"}),
    ],
)
def test_what_a_verifier_takes(claims: dict[str, object], more: dict[str, object]) -> None:
    """Near misses, and claims that nobody asked for."""
    assert faults(claims, **more) == []


def test_json_that_is_none() -> None:
    """A payload that was meant as claims."""
    token = sign(None, b"k", "HS256", payload=b"{bad")
    assert claim_faults(TokenText.read(token), case_of(token))[0][0] == "payload-json-malformed"
