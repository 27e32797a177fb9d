"""The gateway selects the credential by a claim, and the token's belongs to another one."""

from base64 import b64encode

from jwtriage.causes.configuration import gateway_selects_credential_by_claim as cause
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from jwtriage.model.case import Case
from jwtriage.model.change import Choice
from tests.support.example import CLAIMS, Example, assert_explains
from tests.support.secrets import OTHER, RANDOM, SECRET, seen
from tests.support.tokens import sign

KONG = b"""_format_version: "3.0"
consumers:
- username: web
  jwt_secrets:
  - {key: shop, secret: %s}
- username: erp
  jwt_secrets:
  - {key: billing, secret: %s}
"""
BY_ISSUER = b"shop: {secret: %s}\nbilling: {secret: %s}\n"
FILES = {"c.yaml": BY_ISSUER % (SECRET, OTHER)}
VERIFIER = ("--verifier", "c.yaml#shop.secret")
TOKEN = sign({**CLAIMS, "iss": "shop"}, OTHER, "HS256")


def example() -> Example:
    """The token names the credential of the shop and is signed with that of billing."""
    return Example(TOKEN, FILES, VERIFIER, ("gateway-selects-credential-by-claim",))


def test_example_is_proven() -> None:
    assert_explains(example())


def chosen(own: str, signer: str, token: bytes = TOKEN) -> list[str]:
    """Ask the cause about two names in one file."""
    sightings = seen(SECRET, own), seen(OTHER, signer)
    keys = Key.from_secret(SECRET), Key.from_secret(OTHER)
    choice = Choice(Case(token), TokenText.read(token), keys[0], sightings[0], keys[1], sightings[1], keys[:1], keys[1:])
    return list(cause.choose(choice))


def test_two_credentials_of_a_declaration() -> None:
    assert chosen("consumers.0.jwt_secrets.0.secret", "consumers.1.jwt_secrets.0.secret")


def test_other_names_are_no_credentials() -> None:
    assert not chosen("JWT_SECRET", "JWT_REFRESH_SECRET")
    assert not chosen("a.secret", "shop.secret")


def test_a_claim_that_names_nothing_is_another_cause() -> None:
    """Near miss: two settings of one file that are no credentials, and an issuer that names neither."""
    token = sign(CLAIMS, OTHER, "HS256")
    assert_explains(Example(token, FILES, VERIFIER, ("secret-two-settings-disagree",)))


def test_base64_of_the_right_credential_is_named_as_such() -> None:
    token = sign({**CLAIMS, "iss": "shop"}, RANDOM, "HS256")
    files = {"kong.yaml": KONG % (b64encode(RANDOM), OTHER)}
    verifier = ("--verifier", "kong.yaml#consumers.0.jwt_secrets.0.secret")
    assert_explains(Example(token, files, verifier, ("secret-base64-decoded-one-side",)))


def test_with_a_bearer_prefix() -> None:
    causes = ("bearer-prefix-or-wrapping", "gateway-selects-credential-by-claim")
    assert_explains(Example(b"Bearer " + TOKEN, FILES, VERIFIER, causes))
