"""One character of the token was mistyped, lost, added or swapped."""

from dataclasses import replace

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from jwtriage.causes.token import token_mistyped as cause
from jwtriage.forensics.token import TokenText
from tests.support.example import Example, assert_explains
from tests.support.token_faults import found, issued, received, texts

ID = "token-mistyped"
SHORT = issued("HS256", {"exp": 4_102_444_800})
DOT = SHORT.index(b".")


def mistake(token: bytes, kind: str, at: int) -> bytes:
    """Make one mistake at a place."""
    character, other = token[at : at + 1], b"Q" if token[at : at + 1] != b"Q" else b"x"
    return {
        "changed": token[:at] + other + token[at + 1 :],
        "lost": token[:at] + token[at + 1 :],
        "added": token[:at] + other + token[at:],
        "doubled": token[:at] + character + token[at:],
        "swapped": token[:at] + token[at + 1 : at + 2] + character + token[at + 2 :],
    }[kind]


KINDS = ("changed", "lost", "added", "doubled", "swapped")


def example() -> Example:
    """A zero read as a letter, or a letter as a zero."""
    at = next(at for at, character in enumerate(SHORT) if character in b"0Oo" and at > DOT)
    other = b"O" if SHORT[at : at + 1] == b"0" else b"0"
    return received(SHORT[:at] + other + SHORT[at + 1 :], ID)


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("at", [3, DOT, DOT + 6, len(SHORT) - 8])
def test_mistakes_in_every_part(kind: str, at: int) -> None:
    """In the header, at a dot, in the payload, in the signature."""
    assert_explains(received(mistake(SHORT, kind, at), ID))


@pytest.mark.parametrize("alg", ["RS256", "EdDSA"])
def test_public_keys(alg: str) -> None:
    token = issued(alg, {"exp": 4_102_444_800})
    assert_explains(received(mistake(token, "changed", token.index(b".") + 4), ID, alg=alg))


def test_two_mistakes_are_not_looked_for() -> None:
    """Near miss: two characters are wrong; nothing is accused."""
    token = mistake(mistake(SHORT, "changed", DOT + 5), "changed", DOT + 12)
    assert ID not in found(replace(received(token), arguments=("--verifier", "key")))


def test_a_sound_token_is_left_alone() -> None:
    assert found(received(SHORT)) == []


@settings(max_examples=15)
@drawn(st.sampled_from(KINDS), st.integers(0, len(SHORT) - 2))
def test_any_mistake_is_repaired(kind: str, at: int) -> None:
    wrong = mistake(SHORT, kind, at)
    if wrong != SHORT:
        assert any(change.token.text == SHORT for change in cause.propose_repair(TokenText.read(wrong)))


@settings(max_examples=15)
@drawn(st.sampled_from(KINDS), st.integers(0, DOT))
def test_any_mistake_in_the_header(kind: str, at: int) -> None:
    """What makes the header unreadable is undone at once."""
    wrong = mistake(SHORT, kind, at)
    if TokenText.read(wrong).alg is None:
        assert SHORT in texts(cause, wrong)


@pytest.mark.parametrize("text", [SHORT, b"", b"opaque", b"a" * 4000, b"Bearer x.y"])
def test_other_texts_are_left_alone(text: bytes) -> None:
    assert texts(cause, text) == []


def test_with_a_scheme_in_front() -> None:
    """A pair: what is around the token is taken off before the repair."""
    assert_explains(received(b"Bearer " + mistake(SHORT, "changed", len(SHORT) - 8), "bearer-prefix-or-wrapping", ID))


@pytest.mark.parametrize(("alg", "most"), [("HS256", 1_000_000), ("ES256", 20_000)])
def test_where_verification_is_dear_only_the_plausible_is_proposed(alg: str, most: int) -> None:
    sound = issued(alg, {"iss": "i", "exp": 4_102_444_800})
    at = sound.index(b".") + 9
    wrong = sound[:at] + sound[at : at + 1].swapcase() + sound[at + 1 :]
    proposed = [change.token for change in cause.propose_repair(TokenText.read(wrong))]
    assert sound in [token.text for token in proposed]
    assert len(proposed) < most
    names = [token.claims for token in proposed if token.claims and token.alg]
    assert alg == "HS256" or all("exp" in claims for claims in names)
