"""Blanks stand in the PEM."""

import pytest
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.pem import pem_indented_or_folded as cause
from tests.support.documents import given, is_read, pem_lines, pkcs1_pem, proposals
from tests.support.example import Example, assert_explains, diagnose
from tests.support.keys import ec, public_pem, rsa
from tests.support.tokens import CLAIMS, sign


def example() -> Example:
    """YAML's ``>`` joins lines with blanks."""
    folded = b"jwt:\n  key: >\n" + b"".join(b"    " + line + b"\n" for line in pem_lines())
    return Example(sign(CLAIMS, rsa(), "RS256"), {"values.yaml": folded}, ("--verifier", "values.yaml#jwt.key"), ("pem-indented-or-folded",))


def test_example_is_proven() -> None:
    assert_explains(example())


def test_a_literal_block_is_sound() -> None:
    """Near miss: YAML's ``|`` keeps the lines and takes its own indentation away."""
    block = {"values.yaml": example().files["values.yaml"].replace(b">", b"|")}
    assert diagnose(Example(example().token, block, example().arguments, ()))["verdict"] == "valid"


def test_indented_lines() -> None:
    assert_explains(given(b"\n  ".join(pem_lines()) + b"\n", "pem-indented-or-folded"))


@drawn(st.lists(st.sampled_from([b" ", b"  ", b"\t", b"\n", b"\n  ", b" \n", b"\r\n "]), min_size=8, max_size=8), st.sampled_from([rsa(), ec()]))
def test_any_blanks_are_undone(breaks: list[bytes], key) -> None:
    lines = pem_lines(key)
    damaged = b"".join(line + breaks[place % 8] for place, line in enumerate(lines))
    if any(blank in damaged.strip()[30:-30] for blank in (b" ", b"\t")):
        assert any(is_read(text, key) for text in proposals(cause, damaged.strip() + b"\n"))


@pytest.mark.parametrize("other", [public_pem(rsa()), b"  " + public_pem(rsa()), b"".join(pem_lines()), b"a b", b""])
def test_other_texts_are_left_alone(other: bytes) -> None:
    """Near misses: no blanks, or blanks around the whole only."""
    assert proposals(cause, other) == []


def test_pairs() -> None:
    assert_explains(given(b"\n\t".join(pkcs1_pem(rsa()).splitlines()), "pem-pkcs1-vs-spki", "pem-indented-or-folded"))
    token = b"Bearer " + sign(CLAIMS, rsa(), "RS256")
    assert_explains(given(b"\n  ".join(pem_lines()), "bearer-prefix-or-wrapping", "pem-indented-or-folded", token=token))
