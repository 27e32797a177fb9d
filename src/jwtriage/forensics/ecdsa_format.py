"""The two ways to write an ECDSA signature: r and s side by side (RFC 7518 section 3.4), and the DER sequence of RFC 3279 section 2.2.3."""

from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

WIDTHS = {"P-256": 32, "P-384": 48, "P-521": 66, "secp256k1": 32}
"""The width of r, and of s, in octets."""


def side_by_side(signature: bytes, curve: str) -> bytes | None:
    """Write a DER signature as r and s in the curve's width; ``None`` if it is no DER, or too large for the curve."""
    if signature[:1] != b"\x30":
        return None
    try:
        r, s = decode_dss_signature(signature)
    except ValueError:
        return None
    width = WIDTHS[curve]
    return r.to_bytes(width) + s.to_bytes(width) if 0 <= r < 256**width and 0 <= s < 256**width else None
