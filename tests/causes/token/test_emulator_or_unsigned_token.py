"""The token is not signed."""

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.token import emulator_or_unsigned_token as cause
from tests.support.example import Example, assert_explains
from tests.support.segments import compact
from tests.support.token_faults import found, head, issued, received, signs

ID = "emulator-or-unsigned-token"
CLAIMS = {"iss": "https://securetoken.google.com/demo", "exp": 4_102_444_800}


def example() -> Example:
    """What an authentication emulator issues."""
    return received(compact({"alg": "none", "typ": "JWT"}, CLAIMS), ID, alg="RS256", certainty="likely")


def test_example_is_likely() -> None:
    assert_explains(example())


@pytest.mark.parametrize("alg", ["none", "None", "NONE", "nOnE"])
@pytest.mark.parametrize("signature", [b"", b"sig"])
def test_every_spelling_of_none(alg: str, signature: bytes) -> None:
    assert signs(cause, compact({"alg": alg}, CLAIMS, signature)) == ["likely"]


def test_an_algorithm_without_a_signature() -> None:
    assert_explains(received(head() + b".", ID, certainty="likely"))


@pytest.mark.parametrize("token", [issued(), issued("RS256"), head(), b"opaque", b"", compact({"typ": "JWT"}, CLAIMS, b"x")])
def test_other_tokens(token: bytes) -> None:
    """Near miss: a signature, no third segment at all, or no algorithm."""
    assert signs(cause, token) == []


def test_a_detached_payload_is_another_cause() -> None:
    header, _, signature = issued().split(b".")
    assert ID not in found(received(header + b".." + signature))


@drawn(st.text(max_size=8))
def test_any_name(name: str) -> None:
    assert bool(signs(cause, compact({"alg": name}, CLAIMS, b"signature"))) == (name.lower() == "none")


def test_no_key_verifies_it() -> None:
    """However many keys are at hand, an unsigned token has no signer."""
    assert found(example()) == [ID]
