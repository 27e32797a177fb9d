"""The two ways to write an ECDSA signature: r and s side by side (RFC 7518 section 3.4), and the DER sequence of RFC 3279 section 2.2.3."""

from collections.abc import Iterator

from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

WIDTHS = {"P-256": 32, "P-384": 48, "P-521": 66, "secp256k1": 32}
"""The width of r, and of s, in octets."""


def from_der(signature: bytes, curve: str) -> Iterator[bytes]:
    """Write a DER signature as r and s side by side: in the width of ``curve`` first, then in the other widths that hold them.

    Octets behind the sequence, the rest of a fixed buffer, do not count. Nothing is yielded for what is no DER.
    """
    try:
        r, s = decode_dss_signature(signature[: _length(signature)])
    except ValueError:
        return
    widths = (WIDTHS[curve], *WIDTHS.values()) if curve in WIDTHS else tuple(WIDTHS.values())
    for width in dict.fromkeys(widths):
        if 0 <= r < 256**width and 0 <= s < 256**width:
            yield r.to_bytes(width) + s.to_bytes(width)


def _length(signature: bytes) -> int:
    """Return how long the sequence says it is (X.690 section 8.1.3), head included; 0 for what does not begin like one."""
    if len(signature) < 8 or signature[0] != 0x30:
        return 0
    return 3 + signature[2] if signature[1] == 0x81 else 2 + signature[1]
