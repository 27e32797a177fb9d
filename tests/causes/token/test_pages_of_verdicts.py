"""Causes that the verdict itself names: a claim, the JSON, or a digest that the signature shows."""

import pytest

from jwtriage.causes.registry import CAUSES
from tests.support.example import BRIEF, CLAIMS, Example, assert_explains, diagnose
from tests.support.token_faults import SECRET, found, issued, parts, received, signer
from tests.support.tokens import compact_json, segment, sign

CLOCK, MALFORMED, ALTERED = "clock-or-claim-error-read-as-signature", "payload-json-malformed", "payload-altered-after-signing"


def altered(alg: str) -> bytes:
    """Return a token whose subject was exchanged after signing."""
    header, _, signature = parts(issued(alg))
    return b".".join((header, segment(compact_json({**CLAIMS, "sub": "root"})), signature))


def clock_example() -> Example:
    """The verifier's clock is behind."""
    return received(issued("HS256", {**CLAIMS, "nbf": CLAIMS["exp"]}), CLOCK, verdict="not-a-signature-problem")


def malformed_example() -> Example:
    """A template with a missing brace."""
    return received(sign(CLAIMS, SECRET, "HS256", payload=b"{bad"), MALFORMED, verdict="not-a-signature-problem")


def altered_example() -> Example:
    """Somebody became root."""
    return received(altered("RS256"), ALTERED, alg="RS256", more=BRIEF)


EXAMPLES = (clock_example, malformed_example, altered_example)


@pytest.mark.parametrize("example", EXAMPLES)
def test_examples_are_proven(example) -> None:
    assert_explains(example())


@pytest.mark.parametrize("change", [{"exp": CLAIMS["iat"]}, {"nbf": CLAIMS["exp"]}])
@pytest.mark.parametrize("alg", ["RS256", "ES256"])
def test_times(change: dict, alg: str) -> None:
    assert_explains(received(issued(alg, {**CLAIMS, **change}), CLOCK, alg=alg, verdict="not-a-signature-problem"))


@pytest.mark.parametrize("more", [("--audience", "other"), ("--issuer", "https://other.example")])
def test_expectations(more: tuple[str, ...]) -> None:
    assert_explains(received(issued(), CLOCK, verdict="not-a-signature-problem", more=more))


@pytest.mark.parametrize("payload", [b"{'a': 1}", b'{"a": 1,}', b"plain text", b'{"a"'])
def test_claims_that_are_no_json(payload: bytes) -> None:
    assert_explains(received(sign(CLAIMS, SECRET, "HS256", payload=payload), MALFORMED, verdict="not-a-signature-problem"))


def test_sound_claims_are_valid() -> None:
    assert diagnose(received(issued()))["verdict"] == "valid"


@pytest.mark.parametrize("alg", ["HS256", "ES256", "EdDSA"])
def test_other_signatures_do_not_show_what_was_signed(alg: str) -> None:
    """Near miss: altered text cannot be told from an unknown key, and nothing is accused."""
    report = diagnose(received(altered(alg), alg=alg))
    assert (report["verdict"], [cause["id"] for cause in report["causes"]]) == ("unexplained", [])


def test_an_unknown_rsa_key_is_not_accused() -> None:
    token = sign(CLAIMS, signer("RS256"), "RS256")
    other = received(token, alg="ES256")
    assert ALTERED not in found(other)


@pytest.mark.parametrize("cause", [CLOCK, MALFORMED, ALTERED, "ecdsa-verifier-wants-der"])
def test_pages(cause: str) -> None:
    for name in ("What happens", "Where it comes from", "How to fix it"):
        assert CAUSES[cause].section(name)
