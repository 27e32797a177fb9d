"""A gateway replaced the Authorization header with a token of its own."""

import pytest

from jwtriage.causes.token import gateway_replaces_authorization as cause
from tests.support.example import CLAIMS, Example, assert_explains
from tests.support.keys import rsa
from tests.support.token_faults import issued, received, signs
from tests.support.tokens import sign

ID = "gateway-replaces-authorization"
PLATFORM = {**CLAIMS, "iss": "https://accounts.google.com", "email": "frontend@shop.iam.gserviceaccount.com"}


def example() -> Example:
    """Cloud Run's service account instead of the caller."""
    token = sign(PLATFORM, rsa("platform"), "RS256", {"kid": "platform-1"})
    more = ("--issuer", "https://id.example")
    return received(token, ID, alg="RS256", certainty="likely", more=more)


def test_example_is_likely() -> None:
    assert_explains(example())


@pytest.mark.parametrize("claims", [PLATFORM, {"iss": "https://kubernetes.default.svc.cluster.local", "sub": "system:serviceaccount:shop:frontend"}])
def test_it_is_likely_only_where_another_issuer_is_expected(claims: dict) -> None:
    token = issued("HS256", claims)
    assert signs(cause, token, issuer="https://id.example") == ["likely"]
    assert signs(cause, token) == ["possible"]


@pytest.mark.parametrize(
    "claims", [CLAIMS, {**PLATFORM, "email": "person@shop.example"}, {**PLATFORM, "iss": "https://id.example"}, {"sub": "system:serviceaccount:a:b"}]
)
def test_other_tokens(claims: dict) -> None:
    """Near miss: a person's token of the same issuer, or a service account of another."""
    assert signs(cause, issued("HS256", claims), issuer="https://id.example") == []
