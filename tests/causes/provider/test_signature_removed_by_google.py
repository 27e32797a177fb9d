"""The platform took the signature off."""

import pytest

from jwtriage.causes.provider import signature_removed_by_google as cause
from tests.support.example import CLAIMS, Example, assert_explains, diagnose
from tests.support.keys import public_pem, rsa
from tests.support.stories import scene, story
from tests.support.tokens import sign

REMOVED = sign(CLAIMS, rsa(), "RS256").rpartition(b".")[0] + b".SIGNATURE_REMOVED_BY_GOOGLE"


def example() -> Example:
    """Cloud Run forwarded the token without its signature."""
    return story(REMOVED, "signature-removed-by-google", held={"public.pem": public_pem(rsa())}, certainty="likely")


def test_example_is_likely() -> None:
    assert_explains(example())


def test_without_a_verifier() -> None:
    """The token alone shows it."""
    assert [found["id"] for found in diagnose(story(REMOVED, held={}))["causes"]][:1] == ["signature-removed-by-google"]


def test_with_the_word_bearer() -> None:
    assert list(cause.read(scene(b"Bearer " + REMOVED)))


@pytest.mark.parametrize("signature", [b"", b"c2lnbmF0dXJl", b"[redacted]", b"REMOVED"])
def test_other_signatures_accuse_nobody(signature: bytes) -> None:
    """Near miss: no signature, a signature, one masked by somebody else."""
    assert not list(cause.read(scene(REMOVED.rpartition(b".")[0] + b"." + signature)))
