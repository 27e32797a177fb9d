"""The authorization server holds an old key of the client."""

import pytest

from jwtriage.causes.provider import client_assertion_key_not_registered as cause
from tests.support.example import Example, assert_explains
from tests.support.keys import private_pem, public_pem, rsa
from tests.support.stories import claims, key_set, signed, story, swapped

ENDPOINT = "https://canvas.example/login/oauth2/token"


def assertion(**members: object) -> bytes:
    return signed(claims(**{"iss": "client-1", "sub": "client-1", "aud": ENDPOINT, "jti": "j", **members}), kid="new")


def example() -> Example:
    """The tool replaced its key, the platform still has the one that was registered."""
    held, elsewhere = {"registered.json": key_set(old=rsa("b"))}, {"tool/jwks.json": key_set(new=rsa())}
    return story(assertion(), "client-assertion-key-not-registered", held=held, elsewhere=elsewhere)


def test_example_is_proven() -> None:
    assert_explains(example())


def test_registered_as_pem() -> None:
    held, elsewhere = {"registered.pem": public_pem(rsa("b"))}, {"tool/private.pem": private_pem(rsa())}
    assert_explains(story(assertion(), "client-assertion-key-not-registered", held=held, elsewhere=elsewhere))


def found(token: bytes) -> bool:
    return bool(list(cause.choose(swapped(token, ("registered.pem", public_pem(rsa("b"))), ("tool.pem", public_pem(rsa()))))))


@pytest.mark.parametrize("audience", [ENDPOINT, [ENDPOINT], "https://idp.example/realms/a", "https://idp.example"])
def test_audiences_of_an_authorization_server(audience: object) -> None:
    assert found(assertion(aud=audience))


@pytest.mark.parametrize("members", [{"sub": "user-1"}, {"iss": None, "sub": None}, {"aud": "api"}, {"aud": "https://idp.example", "jti": None}])
def test_other_tokens_accuse_nobody(members: dict) -> None:
    """Near miss: another subject, no issuer, another audience, nothing that makes it an assertion."""
    assert not found(assertion(**members))


def test_with_a_fault_of_another_family() -> None:
    held, elsewhere = {"registered.pem": public_pem(rsa("b"))}, {"tool/private.pem": private_pem(rsa())}
    pair = ("client-assertion-key-not-registered", "bearer-prefix-or-wrapping")
    assert_explains(story(b"Bearer " + assertion(), *pair, held=held, elsewhere=elsewhere))
