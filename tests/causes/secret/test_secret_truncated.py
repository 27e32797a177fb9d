"""The secret or key was cut short on one side."""

from base64 import b64decode, b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.causes.secret import secret_truncated as cause
from tests.support import keys
from tests.support.example import CLAIMS, Example, assert_explains, diagnose
from tests.support.secrets import OTHER, RANDOM, SECRET, accused, explains, pair, proposals, seen
from tests.support.tokens import sign


def example() -> Example:
    """The signer's copy went through a field of 32 characters."""
    return pair(OTHER[:32], OTHER, "secret-truncated")


def test_example_is_proven() -> None:
    assert_explains(example())


def test_the_verifiers_copy_is_cut() -> None:
    files = {"v.key": OTHER[:32], "issuer.key": OTHER}
    assert_explains(Example(sign(CLAIMS, OTHER, "HS256"), files, ("--verifier", "v.key", "--candidate", "issuer.key"), ("secret-truncated",)))


def test_a_shorter_secret_of_its_own_is_no_cut() -> None:
    assert accused(b"another-secret-altogether", SECRET) == set()


@given(st.text("abcdefgh-", min_size=2, max_size=100), st.data())
def test_any_length(secret: str, data: st.DataObject) -> None:
    length = data.draw(st.integers(1, len(secret) - 1))
    assert secret[:length].encode() in proposals(cause, secret.encode())


@pytest.mark.parametrize("lost", [b"\n", b'"', b"  ", b"#tail", b" #tail", b"$tail", b"\0tail"])
def test_narrower_causes_come_first(lost: bytes) -> None:
    """Near miss: where blanks, quotes, or what follows a mark are lost, another cause says so."""
    assert SECRET not in proposals(cause, SECRET + lost)


def test_a_newline_inside_base64_is_not_cut_away() -> None:
    whole = b64encode(SECRET + b"\n")
    assert not any(b64decode(cut + b"=" * (-len(cut) % 4)) == SECRET for cut in proposals(cause, whole) if len(cut) % 4 != 1 and len(cut) > 40)


def test_long_texts_are_cut_at_usual_limits_only() -> None:
    found = proposals(cause, b"x" * 5000)
    assert b"x" * 255 in found
    assert len(found) < 30


def test_what_was_cut_is_not_cut_again() -> None:
    assert proposals(cause, OTHER[:20], seen(OTHER), fresh=False) == set()


def test_a_pem_that_lost_its_end() -> None:
    pem = keys.public_pem(keys.rsa())[:-120] + b"\n-----END PUBLIC KEY-----\n"
    report = diagnose(Example(sign(CLAIMS, keys.rsa(), "RS256"), {"p.pem": pem}, ("--verifier", "p.pem"), ()))
    assert ("secret-truncated", "likely") in [(found["id"], found["certainty"]) for found in report["causes"]]


def test_after_base64() -> None:
    explains(RANDOM[:16], b64encode(RANDOM), "secret-base64-decoded-one-side", "secret-truncated")
