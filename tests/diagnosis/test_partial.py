"""Signatures that are almost right."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.diagnosis.hit import Signing
from jwtriage.diagnosis.partial import is_one_edit, partial_hit
from jwtriage.forensics.token import TokenText
from jwtriage.jose.keys import Key
from tests.support.case import conclude, proven, seen
from tests.support.example import CLAIMS
from tests.support.keys import SECRET, private_pem, public_pem, rsa
from tests.support.tokens import sign


@pytest.mark.parametrize(("kept", "cause"), [(-1, "token-truncated-by-storage"), (-20, "token-truncated-by-storage")])
def test_a_cut_mac_is_proven_by_what_is_left(kept: int, cause: str) -> None:
    """The verifier's own MAC begins with the token's."""
    outcome = conclude(sign(CLAIMS, SECRET, "HS256")[:kept], seen(SECRET, verifier=""), seconds=5)
    assert proven(outcome) == [cause]


@pytest.mark.parametrize("kept", [-1, -2, -3, -4, -10, -21])
@pytest.mark.parametrize(("around", "cause"), [(b"Bearer %s", "bearer-prefix-or-wrapping"), (b'"%s"', "token-quoted")])
def test_a_cut_mac_is_proven_through_what_is_around_it(kept: int, around: bytes, cause: str) -> None:
    """A pair of faults, wherever the cut fell: in some places no base64url is left."""
    token = around % sign(CLAIMS, SECRET, "HS256")[:kept]
    assert proven(conclude(token, seen(SECRET, verifier=""), seconds=5)) == [cause, "token-truncated-by-storage"]


def test_too_little_is_left() -> None:
    """Fewer than 64 bits prove nothing."""
    token = TokenText.read(sign(CLAIMS, SECRET, "HS256")[:-35])
    assert partial_hit(token, [Signing(Key.from_secret(SECRET), None, False, ())]) is None


def test_a_cut_rsa_signature_is_proven_with_the_private_key() -> None:
    """RSA PKCS#1 holds no randomness: the issuer's key makes the signature again."""
    key = rsa("other")
    outcome = conclude(sign(CLAIMS, key, "RS256")[:-100], seen(public_pem(key), verifier=""), seen(private_pem(key), "issuer.pem"), seconds=5)
    assert "token-truncated-by-storage" in proven(outcome)


def test_a_mistyped_signature_is_proven() -> None:
    """One character of the signature differs from the right one."""
    token = sign(CLAIMS, SECRET, "HS256")
    wrong = token[:-10] + (b"A" if token[-10:-9] != b"A" else b"B") + token[-9:]
    assert proven(conclude(wrong, seen(SECRET, verifier=""), seconds=5)) == ["token-mistyped"]


@given(st.binary(min_size=2, max_size=40), st.data())
def test_one_edit_is_recognised(text: bytes, data: st.DataObject) -> None:
    """A property: a change, a loss, an addition and a swap, at any place."""
    at = data.draw(st.integers(0, len(text) - 2))
    assert is_one_edit(text, text[:at] + bytes([text[at] ^ 1]) + text[at + 1 :])
    assert is_one_edit(text, text[:at] + text[at + 1 :])
    assert is_one_edit(text, text[:at] + b"x" + text[at:])
    assert is_one_edit(text, text[:at] + text[at + 1 : at + 2] + text[at : at + 1] + text[at + 2 :])


@given(st.binary(min_size=3, max_size=20))
def test_two_edits_are_too_many(text: bytes) -> None:
    """A near miss: both ends changed."""
    assert not is_one_edit(text, bytes([text[0] ^ 1]) + text[1:-1] + bytes([text[-1] ^ 1]))
