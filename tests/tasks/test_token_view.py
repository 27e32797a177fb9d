"""A token as it may be shown."""

import pytest

from jwtriage.forensics.token import TokenText
from jwtriage.tasks.token_view import token_view
from tests.support.segments import compact

CLAIMS = {"iss": "i", "exp": 1, "email": "a@b.example", "roles": ["x"]}
TOKEN = TokenText.read(compact({"alg": "HS256", "kid": "k"}, CLAIMS, b"s" * 32))


@pytest.mark.parametrize(
    ("claims", "with_values"), [(None, {"iss", "exp"}), ("all", set(CLAIMS)), ("none", set()), ("email,exp,nothing", {"email", "exp"})]
)
def test_chosen_claims_are_shown_and_the_others_named(claims: str | None, with_values: set[str]) -> None:
    view = token_view(TOKEN, claims, "tok:x")
    assert set(view["claims"]) == with_values
    assert view["other_claims"] == sorted(set(CLAIMS) - with_values)


def test_of_the_signature_only_its_length() -> None:
    view = token_view(TOKEN, "all", "tok:x")
    assert (view["alg"], view["kid"], view["signature_octets"], view["token_fingerprint"]) == ("HS256", "k", 32, "tok:x")
    assert "c3Nz" not in str(view)


@pytest.mark.parametrize("text", [b"", b"opaque", b"a.b.c", b"e30.e30.", compact({"alg": 7, "kid": [1]}, {}, b"")])
def test_any_text_has_a_view(text: bytes) -> None:
    assert set(token_view(TokenText.read(text), None, "")) == set(token_view(TOKEN, None, ""))
