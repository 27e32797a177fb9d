"""The token carries the key that verifies it."""

import pytest

from jwtriage.jose.keys import Key
from tests.support.case import conclude, proven, seen
from tests.support.documents import certificate_text
from tests.support.example import CLAIMS, Example, assert_accuses_nobody, assert_explains, diagnose
from tests.support.keys import ec, ed25519, public_pem, rsa
from tests.support.tokens import sign

ID = "key-carried-by-token"
MALLORY = {"RS256": rsa("mallory"), "PS256": rsa("mallory"), "ES256": ec("P-256", "mallory"), "EdDSA": ed25519("mallory")}
OWN = {"RS256": rsa("own"), "PS256": rsa("own"), "ES256": ec("P-256", "own"), "EdDSA": ed25519("own")}


def jwk(key) -> dict:
    """Write the public half as a JWK."""
    return dict(Key.from_public(key.public_key()).members)


def case_of(token: bytes, alg: str, *causes: str, verdict: str = "explained", more: tuple[str, ...] = ()) -> Example:
    """Make the example of a verifier with a key of its own."""
    return Example(token, {"key": public_pem(OWN[alg])}, ("--verifier", "key", *more), causes, verdict)


def example() -> Example:
    """A forgery against verifiers that trust the header."""
    return case_of(sign(CLAIMS, MALLORY["ES256"], "ES256", {"jwk": jwk(MALLORY["ES256"])}), "ES256", ID)


def test_example_is_proven() -> None:
    """The signer is anyone, and no fix accepts the key."""
    report = assert_explains(example())
    assert report["signer"]["how"] == "anyone"
    assert "refuse this token" in report["causes"][0]["fix"][0]["text"]


@pytest.mark.parametrize("alg", MALLORY)
def test_a_jwk_in_the_header(alg: str) -> None:
    assert_explains(case_of(sign(CLAIMS, MALLORY[alg], alg, {"jwk": jwk(MALLORY[alg])}), alg, ID))


@pytest.mark.parametrize("alg", ["RS256", "ES256"])
def test_a_certificate_in_the_header(alg: str) -> None:
    assert_explains(case_of(sign(CLAIMS, MALLORY[alg], alg, {"x5c": [certificate_text(MALLORY[alg])]}), alg, ID))


@pytest.mark.parametrize("alg", ["RS256", "ES256", "EdDSA"])
def test_it_is_never_trusted(alg: str) -> None:
    """Not even where the verifier has no key, nor beside a kid that names the verifier's own."""
    token = sign(CLAIMS, MALLORY[alg], alg, {"jwk": jwk(MALLORY[alg]), "kid": "own"})
    assert diagnose(case_of(token, alg))["verdict"] == "explained"
    without = conclude(token)
    assert (without.verdict, proven(without)) == ("unexplained", [])
    assert without.signer is None or without.signer.how == "anyone"


@pytest.mark.parametrize("header", [{"jwk": jwk(MALLORY["ES256"])}, {"x5c": [certificate_text(MALLORY["ES256"])]}], ids=["jwk", "x5c"])
def test_a_carried_key_that_does_not_verify_is_no_cause(header: dict) -> None:
    """Near miss: another key signed; what the header holds is beside the point."""
    token = sign(CLAIMS, ec("P-256", "stranger"), "ES256", header)
    assert_accuses_nobody(case_of(token, "ES256", verdict="unexplained", more=("--budget", "0.3s")))


@pytest.mark.parametrize("alg", OWN)
def test_the_verifiers_own_key_in_the_header_is_valid(alg: str) -> None:
    """Near miss: the key is known by other means (DPoP, device keys), so that its copy in the header does no harm."""
    header = {"jwk": jwk(OWN[alg]), **({"x5c": [certificate_text(OWN[alg])]} if alg in ("RS256", "ES256") else {})}
    assert_accuses_nobody(case_of(sign(CLAIMS, OWN[alg], alg, header), alg, verdict="valid"))


def test_a_candidate_that_is_carried_too_is_a_choice() -> None:
    """Near miss: the operator named the key as the issuer's, which is another matter than trusting the header."""
    token = sign(CLAIMS, MALLORY["RS256"], "RS256", {"jwk": jwk(MALLORY["RS256"])})
    outcome = conclude(token, seen(public_pem(OWN["RS256"]), verifier=""), seen(public_pem(MALLORY["RS256"]), "issuer.pem"))
    assert ID not in proven(outcome)
    assert outcome.verdict == "explained"


def test_a_shared_secret_is_not_carried() -> None:
    """Near miss: an oct key in the header is no public key and is not tried."""
    token = sign(CLAIMS, b"k" * 32, "HS256", {"jwk": {"kty": "oct", "k": "a2tra2tra2tra2tra2tra2tra2tra2tra2tra2tra2s"}})
    outcome = conclude(token, seen(b"another-secret-of-the-verifier-0123", verifier=""), seconds=0.5)
    assert ID not in proven(outcome)
