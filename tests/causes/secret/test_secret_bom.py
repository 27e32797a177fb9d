"""A UTF-8 byte order mark stands in front of the secret, the key or the token."""

from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.secret import secret_bom as cause
from jwtriage.forensics.secret_forms import BOM
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from tests.support import keys
from tests.support.example import CLAIMS, Example, assert_explains
from tests.support.secrets import SECRET, explains, pair, proposals
from tests.support.tokens import sign


def example() -> Example:
    """The verifier's file was written by PowerShell 5."""
    return pair(SECRET, BOM + SECRET, "secret-bom")


def test_example_is_proven() -> None:
    assert_explains(example())


def test_the_signer_has_the_mark() -> None:
    explains(BOM + SECRET, SECRET, "secret-bom")


def test_a_pem_with_the_mark() -> None:
    pem = BOM + keys.public_pem(keys.rsa())
    assert_explains(Example(sign(CLAIMS, keys.rsa(), "RS256"), {"p.pem": pem}, ("--verifier", "p.pem"), ("secret-bom",)))


def test_the_mark_is_signed_as_well() -> None:
    token = TokenText.read(sign(CLAIMS, SECRET, "HS256"))
    assert [change.token.signing_input for change in cause.propose_token(token, Case(token.text))] == [BOM + token.signing_input]


def test_the_mark_before_the_token() -> None:
    token = sign(CLAIMS, SECRET, "HS256")
    assert [change.token.text for change in cause.propose_token(TokenText.read(BOM + token), Case(token))] == [token]


@given(st.binary(min_size=1, max_size=60))
def test_both_ways(secret: bytes) -> None:
    assert secret in proposals(cause, BOM + secret)
    assert secret.startswith(BOM) or BOM + secret in proposals(cause, secret)


def test_with_a_newline() -> None:
    explains(SECRET, BOM + SECRET + b"\n", "secret-trailing-newline", "secret-bom")
