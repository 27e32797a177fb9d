"""The ECDSA signature lost leading zeros of r or s."""

from dataclasses import replace
from functools import cache

import pytest
from cryptography.hazmat.primitives.asymmetric.ec import ECDSA
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from hypothesis import given as drawn
from hypothesis import strategies as st

from jwtriage.causes.algorithm import ecdsa_short_rs as cause
from jwtriage.forensics.ecdsa_format import WIDTHS
from jwtriage.forensics.token import TokenText
from jwtriage.model.case import Case
from tests.support.example import Example, assert_explains
from tests.support.keys import public_pem
from tests.support.token_faults import found, head, issued, received, signer, texts, with_signature
from tests.support.tokens import HASHES

ID = "ecdsa-short-rs"


@cache
def numbers(alg: str, which: int, octets: int) -> tuple[int, int]:
    """Sign until r (0) or s (1) fits into so many octets."""
    while True:
        pair = decode_dss_signature(signer(alg).sign(head(alg), ECDSA(HASHES[alg[2:]])))
        if pair[which].bit_length() <= 8 * octets:
            return pair


def shortest(*pair: int) -> bytes:
    """Write each number as short as possible."""
    return b"".join(number.to_bytes((number.bit_length() + 7) // 8) for number in pair)


def signed(*pair: int) -> bytes:
    """Write each as a signed big integer does: a zero octet first where the highest bit is set."""
    return b"".join(number.to_bytes((number.bit_length() + 8) // 8) for number in pair)


@cache
def filled(alg: str) -> bytes:
    """Sign until r and s both fill their width: of other signatures, 1 in 128, nobody can tell where r ends."""
    octets = WIDTHS[f"P-{alg[2:]}"]
    while True:
        token = issued(alg)
        signature = TokenText.read(token).signature
        if signature[0] and signature[octets]:
            return token


def example() -> Example:
    """One of a few hundred tokens: r begins with a zero octet."""
    return received(with_signature(shortest(*numbers("ES256", 0, 31)), "ES256"), ID, alg="ES256")


def test_example_is_proven() -> None:
    assert_explains(example())


@pytest.mark.parametrize(("alg", "octets"), [("ES256", 31), ("ES384", 47), ("ES512", 65)])
@pytest.mark.parametrize("which", [0, 1])
def test_either_number_on_every_curve(alg: str, octets: int, which: int) -> None:
    assert_explains(received(with_signature(shortest(*numbers(alg, which, octets)), alg), ID, alg=alg))


def test_sign_octets() -> None:
    """Java's big integers bring a zero octet along, and lose others."""
    pair = next(
        pair
        for pair in (decode_dss_signature(signer("ES256").sign(head("ES256"), ECDSA(HASHES["256"]))) for _ in range(999))
        if len(signed(*pair)) > 64
    )
    assert_explains(received(with_signature(signed(*pair), "ES256"), ID, alg="ES256"))


def test_a_cut_signature_is_another_cause() -> None:
    """Near miss: ten octets are not lost by zeros."""
    assert texts(cause, with_signature(TokenText.read(issued("ES256")).signature[:-10], "ES256")) == []
    assert ID not in found(received(issued("ES256")[:-14], alg="ES256"))


@drawn(st.sampled_from(["ES256", "ES384", "ES512"]), st.integers(1, 2**223), st.integers(1, 2**223), st.integers(0, 4), st.integers(0, 2))
def test_any_numbers(alg: str, r: int, s: int, lost_r: int, lost_s: int) -> None:
    """However many zeros each lost, the full width is proposed."""
    size = WIDTHS[{"ES256": "P-256", "ES384": "P-384", "ES512": "P-521"}[alg]]
    full = (1 << 8 * (size - lost_r) - 1 | r).to_bytes(size) + (1 << 8 * (size - lost_s) - 1 | s).to_bytes(size)
    short = full[lost_r:size] + full[size + lost_s :]
    token = TokenText.read(with_signature(short, alg))
    signatures = [change.token.signature for change in cause.propose_token(token, Case(token.text))]
    assert (full in signatures) == (short != full)


@pytest.mark.parametrize("token", [filled("ES256"), issued("RS256"), issued(), b"", filled("ES256") + b"\n"])
def test_other_tokens_are_left_alone(token: bytes) -> None:
    assert texts(cause, token) == []


def test_both_sides_at_fault() -> None:
    files = {"key": public_pem(signer("ES256")).replace(b"\n", rb"\n")}
    assert_explains(replace(example(), causes=(ID, "pem-literal-backslash-n"), files=files))
