"""The client secret for Sign in with Apple is not what Apple asks for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.provider import apple_client_secret as cause
from jwtriage.forensics.recipe import recipe_for
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from jwtriage.model.change import Attempt
from tests.support.case import case_of
from tests.support.example import NOW, Example, assert_explains, diagnose
from tests.support.keys import ec, public_pem, rsa
from tests.support.stories import outcome, scene, signed, story

APPLE = {"iss": "TEAM123456", "sub": "com.example.web", "aud": "https://appleid.apple.com", "iat": NOW - 60, "exp": NOW + 86_400}
KID = "ABC123DEFG"
FAULTY = {
    "another team id": {"iss": "com.example.web"},
    "no service id": {"sub": ""},
    "swapped ids": {"sub": "TEAM123456"},
    "another audience": {"aud": "https://appleid.apple.com/"},
    "seven months": {"exp": NOW + 7 * 30 * 86_400},
}


def secret(key=None, alg: str = "ES256", kid: str | None = KID, **members: object) -> bytes:
    return signed({**APPLE, **members}, key or ec(), alg, **({"kid": kid} if kid else {}))


def example() -> Example:
    """A client secret without its kid: the signature is good, Apple refuses it."""
    return story(secret(kid=None), "apple-client-secret", held={"public.pem": public_pem(ec())}, verdict="not-a-signature-problem")


def faults(token: bytes, key=None) -> list[str]:
    attempt = Attempt(TokenText.read(token), Key.from_public((key or ec()).public_key()), recipe_for("ES256"))
    return list(cause.refuse(attempt, case_of(token)))


def test_example_is_refused() -> None:
    assert_explains(example())


def test_a_sound_client_secret_is_valid() -> None:
    assert diagnose(story(secret(), held={"public.pem": public_pem(ec())}))["verdict"] == "valid"


@pytest.mark.parametrize("members", FAULTY.values(), ids=FAULTY)
def test_each_fault_is_named_once(members: dict) -> None:
    assert len(faults(secret(**members))) == 1


@pytest.mark.parametrize("kid", [None, "short", "abc123defg", "ABC123DEFGH"])
def test_each_wrong_key_id(kid: str | None) -> None:
    assert len(faults(secret(kid=kid))) == 1


@pytest.mark.parametrize(("key", "alg"), [(ec("P-384"), "ES384"), (rsa(), "RS256")], ids=["P-384", "RSA"])
def test_another_kind_of_key(key, alg: str) -> None:
    """The signature is good with the verifier's key of the wrong kind."""
    report = diagnose(story(secret(key, alg), held={"public.pem": public_pem(key)}))
    assert outcome(report) == ("not-a-signature-problem", {"apple-client-secret": "proven"})


def test_signed_with_rsa_and_checked_with_the_key_of_apple() -> None:
    """Nothing verifies, and the rules alone name the fault."""
    assert "apple-client-secret" in outcome(diagnose(story(secret(rsa(), "RS256"), held={"public.pem": public_pem(ec())})))[1]


@pytest.mark.parametrize("members", [{"aud": "api"}, {"iss": "https://appleid.apple.com", "aud": "com.example.web", "sub": "001.ab.1"}])
def test_other_tokens_accuse_nobody(members: dict) -> None:
    """Near miss: a token for another audience, and an ID token that Apple issued."""
    token = secret(kid=None, **members)
    assert not faults(token)
    assert not list(cause.read(scene(token)))


@given(st.integers(0, 10**9), st.integers(0, 10**9))
def test_any_lifetime(issued: int, lifetime: int) -> None:
    found = faults_of(issued, issued + lifetime)
    assert bool(found) == (lifetime > cause.SIX_MONTHS)


def faults_of(issued: int, expires: int) -> list[str]:
    return [
        sign.fact for sign in cause.read(scene(signed({**APPLE, "iat": issued, "exp": expires}, b"k", "HS256", kid=KID))) if "lifetime" in sign.fact
    ]


def test_beside_a_fault_of_another_family() -> None:
    """The padding explains why it fails here; the signature problem comes first."""
    token = b"Bearer " + secret(kid=None)
    assert outcome(diagnose(story(token, held={"public.pem": public_pem(ec())})))[1]["bearer-prefix-or-wrapping"] == "proven"
