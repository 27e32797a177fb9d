"""From the configured check to the verdict."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jwtriage.jose.base64url import decode, encode
from tests.support.case import conclude, proven, seen
from tests.support.example import CLAIMS, NOW
from tests.support.keys import SECRET, ec, ed25519, private_pem, public_pem, rsa
from tests.support.tokens import sign

BRIEF = 0.3
"""Seconds of a search that will find nothing."""
ASYMMETRIC = [
    ("RS256", lambda name="a": rsa(name)),
    ("PS384", lambda name="a": rsa(name)),
    ("ES256", lambda name="a": ec("P-256", name)),
    ("EdDSA", ed25519),
]


@pytest.mark.parametrize("alg", ["HS256", "HS384", "HS512"])
def test_a_good_mac_is_valid(alg: str) -> None:
    """The exact bytes of a raw secret, and nothing to accuse."""
    outcome = conclude(sign(CLAIMS, SECRET, alg), seen(SECRET, verifier=""))
    assert (outcome.verdict, proven(outcome)) == ("valid", [])


@pytest.mark.parametrize(("alg", "key"), ASYMMETRIC)
def test_a_good_signature_is_valid(alg: str, key: object) -> None:
    """A sound PEM of the signer's public key."""
    outcome = conclude(sign(CLAIMS, key(), alg), seen(public_pem(key()), verifier=""))
    assert (outcome.verdict, proven(outcome)) == ("valid", [])


@pytest.mark.parametrize(("alg", "key"), ASYMMETRIC)
def test_an_unknown_signer_accuses_nobody(alg: str, key: object) -> None:
    """That a key did not sign is a fact, no cause."""
    outcome = conclude(sign(CLAIMS, key("other"), alg), seen(public_pem(key()), verifier=""), seconds=BRIEF)
    assert (outcome.verdict, proven(outcome), outcome.signer) == ("unexplained", [], None)


@pytest.mark.parametrize(("alg", "key"), ASYMMETRIC)
def test_the_signer_is_found_among_the_candidates(alg: str, key: object) -> None:
    """A private key of a candidate verifies by its public half; the signer is named with its origin."""
    outcome = conclude(sign(CLAIMS, key("other"), alg), seen(public_pem(key()), verifier=""), seen(private_pem(key("other")), "issuer.pem"))
    assert (outcome.verdict, proven(outcome)) == ("explained", ["keypair-mismatch"])
    assert outcome.signer is not None
    assert str(outcome.signer.sighting.origin) == "issuer.pem"


def test_three_faults_of_three_axes() -> None:
    """Key text, token text and algorithm at once: all three are proven, together."""
    token = b"Bearer " + sign(CLAIMS, SECRET, "HS512", {"alg": "HS256"})
    outcome = conclude(token, seen(SECRET + b"\n", verifier=""))
    assert set(proven(outcome)) == {"bearer-prefix-or-wrapping", "alg-label-lies-hmac", "secret-trailing-newline"}


def test_a_claim_is_no_signature_problem() -> None:
    """The signature is good and the token expired."""
    outcome = conclude(sign({**CLAIMS, "exp": NOW - 1}, SECRET, "HS256"), seen(SECRET, verifier=""))
    assert (outcome.verdict, proven(outcome)) == ("not-a-signature-problem", ["clock-or-claim-error-read-as-signature"])


def test_a_difference_of_copies_excludes_a_choice() -> None:
    """The candidate is the verifier's secret without its newline: one fault, not two settings."""
    outcome = conclude(sign(CLAIMS, SECRET, "HS256"), seen(SECRET + b"\n", verifier=""), seen(SECRET, "issuer.key"))
    assert proven(outcome) == ["secret-trailing-newline"]


def test_a_cut_copy_is_told_from_the_whole_one() -> None:
    """The verifier's copy lost its end: only the candidate knows the whole."""
    outcome = conclude(sign(CLAIMS, SECRET, "HS256"), seen(SECRET[:20], verifier=""), seen(SECRET, "issuer.key"))
    assert proven(outcome) == ["secret-truncated"]


def test_two_strangers_are_a_choice() -> None:
    """Two unrelated secrets share no text: the choice is named, and no damage."""
    outcome = conclude(sign(CLAIMS, SECRET, "HS256"), seen(b"Tq7-another-secret-of-this-house", verifier=""), seen(SECRET, "issuer.key"))
    assert proven(outcome) == ["secret-two-settings-disagree"]


def test_an_altered_rsa_token_is_proven_by_opening() -> None:
    """The right key signed another payload."""
    head, _, signature = sign(CLAIMS, rsa(), "RS256").split(b".")
    other = sign({**CLAIMS, "sub": "somebody quite different"}, rsa(), "RS256").split(b".")[1]
    outcome = conclude(b".".join((head, other, signature)), seen(public_pem(rsa()), verifier=""), seconds=BRIEF)
    assert proven(outcome) == ["payload-altered-after-signing"]


def test_a_text_that_is_no_sound_token_proves_no_alteration() -> None:
    """The key made the signature; what else is wrong with the text is another matter."""
    head, _, signature = sign(CLAIMS, rsa(), "RS256").rpartition(b".")
    for text in (b"\xd0\xa4" + head + b"." + signature, head[:40] + b"\xd0\xa4\xd0\xa4" + head[40:] + b"." + signature):
        outcome = conclude(text, seen(public_pem(rsa()), verifier=""), seconds=0.5)
        assert "payload-altered-after-signing" not in proven(outcome)


@pytest.mark.parametrize(("alg", "key"), [("ES256", ec("P-256", "a")), ("EdDSA", ed25519("a"))])
def test_other_altered_tokens_stay_unexplained(alg: str, key: object) -> None:
    """ECDSA and EdDSA cannot tell altered text from an unknown key (SECURITY section 4, rule 18)."""
    head, _, signature = sign(CLAIMS, key, alg).split(b".")
    other = sign({**CLAIMS, "sub": "somebody quite different"}, key, alg).split(b".")[1]
    outcome = conclude(b".".join((head, other, signature)), seen(public_pem(key), verifier=""), seconds=BRIEF)
    assert (outcome.verdict, proven(outcome)) == ("unexplained", [])


def test_without_a_verifier_the_signer_is_named_and_nobody_accused() -> None:
    """Only candidates were given."""
    outcome = conclude(sign(CLAIMS, SECRET, "HS256"), seen(SECRET, "issuer.key"))
    assert outcome.signer is not None
    assert outcome.findings == ()


def test_a_default_secret_is_anyones() -> None:
    """Nobody can be named as the signer when the key is public knowledge."""
    outcome = conclude(sign(CLAIMS, b"changeme", "HS256"), seen(SECRET, verifier=""))
    assert proven(outcome) == ["secret-default-or-placeholder"]
    assert outcome.signer is not None
    assert outcome.signer.how == "anyone"


@settings(max_examples=15, deadline=None)
@given(st.binary(min_size=9, max_size=60), st.binary(min_size=9, max_size=60))
def test_two_random_secrets_prove_nothing_without_a_candidate(signer: bytes, verifier: bytes) -> None:
    """A property: no chain of changes leads from one random secret to another."""
    if signer.strip(b"\0") in (verifier.strip(b"\0"), b""):
        return
    outcome = conclude(sign(CLAIMS, b"signer" + signer, "HS256"), seen(b"verifier" + verifier, verifier=""), seconds=BRIEF / 3)
    assert proven(outcome) == []


def test_a_reused_nonce_is_reported_and_nothing_computed() -> None:
    """Two ECDSA tokens with one r over different texts (SECURITY section 4, rule 19)."""
    first = sign(CLAIMS, ec(), "ES256")
    head, _, signature = sign({**CLAIMS, "jti": "2"}, ec(), "ES256").rpartition(b".")
    octets = decode(first.rpartition(b".")[2])[:32] + decode(signature)[32:]
    outcome = conclude(first, seen(public_pem(ec()), verifier=""), also=(head + b"." + encode(octets).encode(),))
    assert (outcome.verdict, [found.id for found in outcome.findings]) == ("valid", ["ecdsa-nonce-reused"])


def test_fresh_nonces_are_no_finding() -> None:
    """Near miss: two honest tokens, and one token twice."""
    token, other = (sign({**CLAIMS, "jti": number}, ec(), "ES256") for number in "12")
    for also in (other, token):
        assert conclude(token, seen(public_pem(ec()), verifier=""), also=(also,)).findings == ()


@pytest.mark.parametrize("text", [b"x" * 50_000, b"." * 100_000, b"[" * 400_000])
def test_a_huge_text_as_the_key_ends_soon(text: bytes) -> None:
    """Nobody chose such a secret: it is not cut at every position."""
    outcome = conclude(sign(CLAIMS, SECRET, "HS256"), seen(text, verifier=""), seconds=BRIEF)
    assert outcome.verdict == "unexplained"


def test_a_default_copy_on_the_verifier_is_told_from_its_newline() -> None:
    """A weak secret with a newline is still a newline on one side."""
    assert proven(conclude(sign(CLAIMS, b"changeme", "HS256"), seen(b"changeme\n", verifier=""))) == ["secret-trailing-newline"]
