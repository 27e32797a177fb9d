"""Who signed, computed from several tokens."""

import pytest

from jwtriage.diagnosis.budget import no_progress
from jwtriage.diagnosis.recovered import recovered_signer
from jwtriage.forensics.recover_rsa import Unrecoverable
from jwtriage.jose.keys import Key
from tests.support.example import CLAIMS
from tests.support.keys import ec, rsa
from tests.support.tokens import sign


def test_two_ecdsa_tokens_give_exactly_the_signer() -> None:
    """No key was given, and yet the fingerprint is known."""
    key = ec("P-256", "unknown")
    signer = recovered_signer([sign({**CLAIMS, "jti": str(number)}, key, "ES256") for number in range(2)], False, no_progress)
    assert signer is not None
    assert signer.key == Key.from_public(key.public_key())
    assert signer.how == "recovered"


def test_two_signers_give_none() -> None:
    """Tokens of two keys share no candidate."""
    tokens = [sign(CLAIMS, ec("P-256", name), "ES256") for name in ("one", "two")]
    assert recovered_signer(tokens, False, no_progress) is None


def test_rsa_is_computed_only_when_asked_for() -> None:
    """The costly way is opt-in."""
    tokens = [sign({**CLAIMS, "jti": str(number)}, rsa("small", 1024, 3), "RS256") for number in range(3)]
    assert recovered_signer(tokens, False, no_progress) is None
    signer = recovered_signer(tokens, True, no_progress)
    assert signer is not None
    assert signer.key == Key.from_public(rsa("small", 1024, 3).public_key())


def test_what_cannot_be_recovered_says_so() -> None:
    """Two copies of one token are one text."""
    token = sign(CLAIMS, rsa("small", 1024, 3), "RS256")
    with pytest.raises(Unrecoverable):
        recovered_signer([token, token], True, no_progress)
