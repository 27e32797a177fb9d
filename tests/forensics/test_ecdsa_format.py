"""ECDSA signatures in DER, and as r and s side by side."""

import pytest
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from hypothesis import given
from hypothesis import strategies as st

from jwtriage.forensics.ecdsa_format import WIDTHS, from_der


@given(st.integers(1, 2**256 - 1), st.integers(1, 2**256 - 1), st.sampled_from(sorted(WIDTHS)), st.binary(max_size=4))
def test_the_width_of_the_curve_comes_first(r: int, s: int, curve: str, behind: bytes) -> None:
    """Whatever stands behind the sequence does not count."""
    signatures = list(from_der(encode_dss_signature(r, s) + behind, curve))
    assert signatures[0] == r.to_bytes(WIDTHS[curve]) + s.to_bytes(WIDTHS[curve])
    assert {len(signature) for signature in signatures} == {64, 96, 132}


def test_numbers_too_large_for_a_curve() -> None:
    """The long form of a length, as P-521 needs it."""
    large = encode_dss_signature(2**520, 2**519)
    assert [len(signature) for signature in from_der(large, "P-256")] == [132]
    assert [len(signature) for signature in from_der(large, "")] == [132]


@pytest.mark.parametrize(
    "octets", [b"", b"0", b"\x30\x06\x02\x01", b"\x31\x06\x02\x01\x01\x02\x01\x01", b"\x30\x82\x01\x00" + b"\0" * 9, b"\x30\x81"]
)
def test_no_der(octets: bytes) -> None:
    assert list(from_der(octets, "P-256")) == []


@given(st.binary(max_size=90))
def test_nothing_is_raised(octets: bytes) -> None:
    list(from_der(b"\x30" + octets, "P-256"))
