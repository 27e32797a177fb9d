"""The members of ``decode`` as text."""

import pytest

from jwtriage.report.decoded import LONGEST_VALUE, render
from tests.support.hostile import HOSTILE, OBEYED


def members(text: str = "x", **token: object) -> dict:
    shown = {
        "is": "a JWS",
        "token_fingerprint": "tok:abc",
        "header": {"alg": "HS256", text: text},
        "claims": {"exp": 1, "sub": text},
        "times": {"exp": "in 1 hour"},
        "other_claims": ["email", text],
        "signature_octets": 32,
    }
    findings = [{"id": "token-quoted", "title": text}]
    return {"token": {**shown, **token}, "findings": findings, "next": [{"text": text, "argv": ["jwtriage", "decode", text]}]}


def test_every_part_has_its_line() -> None:
    text = render(members())
    for part in (
        "a JWS, tok:abc; nothing was verified",
        "in 1 hour",
        "email, x",
        "32 octets, not shown",
        "note[token-quoted]: x",
        "$ jwtriage decode x",
    ):
        assert part in text
    assert text.endswith("\n")


@pytest.mark.parametrize(("octets", "words"), [(None, "removed or masked"), (0, "none"), (64, "64 octets")])
def test_signatures(octets: int | None, words: str) -> None:
    assert words in render(members(signature_octets=octets))


def test_empty_parts_are_left_out() -> None:
    text = render(members(header={}, claims={}, other_claims=[]))
    assert "header" not in text
    assert "by name only" not in text


def test_long_values_are_cut() -> None:
    assert "…" in render(members("v" * (LONGEST_VALUE + 1)))


def test_nothing_acts_on_a_terminal() -> None:
    assert not set(render(members(HOSTILE))) & set(OBEYED)


def test_colours_only_when_asked_for() -> None:
    assert "\x1b" not in render(members())
    assert "\x1b[" in render(members(), colour=True)
