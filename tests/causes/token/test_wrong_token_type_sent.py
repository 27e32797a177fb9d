"""Another credential was sent in place of the JWT."""

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.token import wrong_token_type_sent as cause
from jwtriage.jose.secret import Secret
from jwtriage.model.case import Origin, Sighting
from tests.support.example import CLAIMS, Example, assert_explains, diagnose
from tests.support.token_faults import SECRET, found, issued, received, signs
from tests.support.tokens import sign

ID = "wrong-token-type-sent"


def example() -> Example:
    """The secret itself was sent as the token."""
    return received(SECRET, ID, verdict="not-a-signature-problem", certainty="likely")


def test_example_is_likely() -> None:
    assert_explains(example())


@pytest.mark.parametrize(
    "token",
    [
        b"gho_16C7e42F292c6912E7710c838347Ae178B4a",
        b"sb_secret_0123456789abcdefghij",
        b"8f14e45f-ceea-467f-a8d5-2f0b7d0cfa11",
        b"Bearer 0123456789abcdef0123",
    ],
)
def test_opaque_credentials(token: bytes) -> None:
    assert_explains(received(token, ID, verdict="not-a-signature-problem", certainty="likely"))


@pytest.mark.parametrize(("name", "value"), [("typ", "Refresh"), ("token_use", "refresh"), ("token_type", "refresh")])
def test_a_claim_that_names_another_kind(name: str, value: str) -> None:
    assert signs(cause, issued("HS256", {**CLAIMS, name: value})) == ["likely"]


def test_the_secret_is_recognised_wherever_it_was_seen() -> None:
    sighting = Sighting(Secret(b"s3cret-value\n"), Origin("k"), verifier="")
    assert signs(cause, b"s3cret-value", sightings=(sighting,)) == ["likely"]


@pytest.mark.parametrize("claims", [CLAIMS, {**CLAIMS, "typ": "Bearer"}, {**CLAIMS, "token_use": "access"}])
def test_an_access_token_is_none(claims: dict) -> None:
    """Near miss: the usual words for the right kind."""
    assert signs(cause, issued("HS256", claims)) == []
    assert diagnose(received(issued("HS256", claims)))["verdict"] == "valid"


def test_a_damaged_token_is_none() -> None:
    """Near miss: something stands around a JWT."""
    assert ID not in found(received(b"Bearer " + issued()))


@drawn(st.from_regex(r"[A-Za-z0-9]{20,60}", fullmatch=True).filter(lambda text: not text.startswith("ey")))
def test_any_opaque_text(text: str) -> None:
    assert signs(cause, text.encode()) == ["likely"]


def test_a_refresh_token_of_another_key() -> None:
    """The signature of a refresh token is often made with a key that the service does not have."""
    token = sign({**CLAIMS, "typ": "refresh"}, b"the-secret-of-refresh-tokens-01234567", "HS256")
    example_ = received(token, ID, certainty="likely")
    assert_explains(example_)
